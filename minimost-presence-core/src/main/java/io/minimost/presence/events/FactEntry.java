package io.minimost.presence.events;

import java.util.Optional;

/** What the log stores of a fact besides its sequence and time. */
record FactEntry(FactKind kind, Optional<String> channel, Optional<String> user, Optional<String> key) {
    static FactEntry of(FactKind kind) {
        return new FactEntry(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    FactEntry withChannel(String newChannel) {
        return new FactEntry(kind, Optional.of(newChannel), user, key);
    }

    FactEntry withUser(String newUser) {
        return new FactEntry(kind, channel, Optional.of(newUser), key);
    }

    FactEntry withKey(String newKey) {
        return new FactEntry(kind, channel, user, Optional.of(newKey));
    }
}
