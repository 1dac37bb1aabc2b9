package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.Optional;

/** The events about changes elsewhere of a database without capabilities. */
final class UnnamedChanges implements ChangesElsewhere {
    @Override
    public StoreEvent anything(Instant now) {
        return new UnnamedEvent(now);
    }

    @Override
    public StoreEvent facts(Instant now) {
        return new UnnamedEvent(now);
    }

    @Override
    public StoreEvent received(NodeNews news, Instant now) {
        return new UnnamedEvent(now);
    }

    @Override
    public StoreEvent newsLost() {
        return new UnnamedEvent(Instant.EPOCH);
    }

    @Override
    public Optional<NodeNews> newsOf(StoreEvent event) {
        return Optional.empty();
    }
}
