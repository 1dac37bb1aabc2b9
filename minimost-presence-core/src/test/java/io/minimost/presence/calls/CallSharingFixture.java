package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A call that alice, bob and carol are in, and to which dave is called. */
abstract class CallSharingFixture {
    static final Instant START = StoreFixture.START;
    static final String CHANNEL = "dm:alice:bob:carol:dave";

    @RegisterExtension
    final StoreFixture fixture;

    String call = "";

    CallSharingFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void threeUsersJoin_daveIsCalled() {
        call = calls().initiate(CHANNEL, "alice").call().orElseThrow().id();
        calls().accept(call, "bob");
        calls().accept(call, "carol");
        fixture.takeEvents();
    }

    final Calls calls() {
        return fixture.store().calls();
    }

    final void share(String user) {
        assertThat(calls().shareScreen(call, user, true)).isEqualTo(ShareScreenResult.DONE);
    }

    final Call find() {
        return calls().find(call).orElseThrow();
    }
}
