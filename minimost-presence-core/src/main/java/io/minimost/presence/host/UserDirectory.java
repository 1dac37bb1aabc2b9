package io.minimost.presence.host;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the filter asks the host about its users, who are the host's. An implementation that throws is a server error to
 * the client. It is called by many threads at the same time.
 */
public interface UserDirectory {
    /**
     * The user of that name, spelled as the store shall know him; empty if there is none. A host that ignores case answers
     * the registered spelling. The name comes from a client and may be any text.
     */
    Optional<String> find(String name);

    /** All users, in the order in which the host likes to see them listed. */
    List<String> all();

    /**
     * For a host that has no directory: every valid name is a user's, and all users are those who are listed online. With
     * this, anybody can be added to a private channel, also by a name that is nobody's yet.
     */
    static UserDirectory anybody(PresenceStore store) {
        Objects.requireNonNull(store, "store");
        return new UserDirectory() {
            @Override
            public Optional<String> find(String name) {
                try {
                    return Optional.of(UserName.require(name));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }

            @Override
            public List<String> all() {
                return List.copyOf(store.presence().recentStates().keySet());
            }
        };
    }
}
