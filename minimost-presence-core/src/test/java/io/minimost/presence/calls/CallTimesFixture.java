package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store with calls of alice, whose clock is stepped. */
abstract class CallTimesFixture {
    static final Instant START = StoreFixture.START;
    static final String DM = "dm:alice:bob";
    static final String GROUP = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    CallTimesFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    final Calls calls() {
        return fixture.store().calls();
    }

    final String initiate(String channel) {
        return calls().initiate(channel, "alice").call().orElseThrow().id();
    }

    final Call find(String call) {
        return calls().find(call).orElseThrow();
    }

    final void heartbeats(String call) {
        assertThat(calls().heartbeat(call, "alice")).isTrue();
        assertThat(calls().heartbeat(call, "bob")).isTrue();
    }

    /** Steps the clock, and sweeps as the timer would. */
    final void sweepAfter(Duration duration) {
        fixture.clock().step(duration);
        fixture.sweep();
    }
}
