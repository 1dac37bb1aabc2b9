package io.minimost.presence.servlet;

import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client that loses its connection again and again misses nothing, and receives nothing that its user may not see. */
interface StreamLossOverHttp extends StreamFixture {
    @Test
    default void manyDisconnects_loseNothing() throws Exception {
        reopen(builder -> builder.clock(InstantSource.system()));
        configure(builder -> builder.publicChannels("general").limits(StreamLossRun.LIMITS));

        new StreamLossRun(List.of(store()), List.of(raw().port())).loseNothing();
    }
}
