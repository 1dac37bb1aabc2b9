package io.minimost.presence.events;

import java.util.Optional;

/** What is kept of a fact besides its number and time. */
record FactEntry(FactKind kind, Optional<String> channel, Optional<String> user, Optional<String> key) {
    static FactEntry of(FactKind kind) {
        return new FactEntry(kind, Optional.empty(), Optional.empty(), Optional.empty());
    }

    FactEntry in(String where) {
        return new FactEntry(kind, Optional.of(where), user, key);
    }

    FactEntry about(String whom) {
        return new FactEntry(kind, channel, Optional.of(whom), key);
    }

    FactEntry keyed(String what) {
        return new FactEntry(kind, channel, user, Optional.of(what));
    }
}
