package io.minimost.presence.internal;

import java.util.List;

/** Finds who is in a call: a call that was answered, and is not over. */
public interface CallLookup {
    /** Of a database without calls. */
    CallLookup NONE = new CallLookup() {
        @Override
        public boolean isInCall(Transaction transaction, String user) {
            return false;
        }

        @Override
        public List<String> usersIn(Transaction transaction, String call) {
            return List.of();
        }

        @Override
        public List<String> all(Transaction transaction) {
            return List.of();
        }
    };

    /** Whether {@code user} is in any call. */
    boolean isInCall(Transaction transaction, String user);

    /** Those who are in {@code call}; none if it is no such call. */
    List<String> usersIn(Transaction transaction, String call);

    /** All who are in a call; some more than once. */
    List<String> all(Transaction transaction);
}
