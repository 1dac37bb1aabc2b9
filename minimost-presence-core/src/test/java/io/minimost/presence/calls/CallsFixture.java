package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store with calls in the direct channel of alice and bob, or in that of alice, bob and carol. */
abstract class CallsFixture {
    static final Instant START = StoreFixture.START;
    static final String DM = "dm:alice:bob";
    static final String GROUP = "dm:alice:bob:carol";

    @RegisterExtension
    final StoreFixture fixture;

    CallsFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    final Calls calls() {
        return fixture.store().calls();
    }

    final Call initiate(String channel, String caller) {
        return calls().initiate(channel, caller).call().orElseThrow();
    }

    /** A call that {@code users} are in; the first of them started it. */
    final Call active(String channel, String... users) {
        Call call = initiate(channel, users[0]);
        for (int i = 1; i < users.length; i++) {
            call = calls().accept(call.id(), users[i]).call().orElseThrow();
        }
        return call;
    }

    final Call find(String call) {
        return calls().find(call).orElseThrow();
    }

    final CallState state(String call) {
        return find(call).state();
    }

    final void heartbeats(String call, String... users) {
        for (String user : users) {
            assertThat(calls().heartbeat(call, user)).isTrue();
        }
    }
}
