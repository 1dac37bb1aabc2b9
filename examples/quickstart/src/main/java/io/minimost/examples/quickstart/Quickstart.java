package io.minimost.examples.quickstart;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;

/** Two users, one file: who is online, and who is typing. */
public final class Quickstart {
    private Quickstart() {}

    /** Runs the example. The only argument, if any, is the path of the file. */
    public static void main(String[] args) {
        Path file = Path.of(args.length == 0 ? "presence.db" : args[0]);
        // README
        try (PresenceStore store = PresenceStore.open(file)) {
            store.events().on(TypingStarted.class, e -> System.out.println(e.user() + " types in " + e.channel()));

            store.presence().update("alice", PresenceState.ACTIVE);
            store.presence().update("bob", PresenceState.IDLE);
            store.typing().start("alice", "general"); // prints: alice types in general

            System.out.println(store.presence().recentStates()); // {alice=ACTIVE, bob=IDLE}
            System.out.println(store.typing().typingUsers("general", "bob")); // [alice], for the next 5 seconds
        }
        // README
    }
}
