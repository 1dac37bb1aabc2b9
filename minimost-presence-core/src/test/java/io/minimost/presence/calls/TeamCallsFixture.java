package io.minimost.presence.calls;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A private channel of alice, bob and carol, and calls in it. */
abstract class TeamCallsFixture {
    @RegisterExtension
    final StoreFixture fixture;

    PrivateChannel team =
            new PrivateChannel(new ChannelId.Private(1), "", Optional.empty(), StoreFixture.START, List.of());

    TeamCallsFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void createTeam() {
        team = fixture.store().channels().create("Team", "alice", List.of("bob", "carol"));
        fixture.takeEvents();
    }

    final Calls calls() {
        return fixture.store().calls();
    }

    final String channel() {
        return team.id().text();
    }

    final String initiate(String caller) {
        return calls().initiate(channel(), caller).call().orElseThrow().id();
    }

    final String active(String... users) {
        String call = initiate(users[0]);
        for (int i = 1; i < users.length; i++) {
            calls().accept(call, users[i]);
        }
        return call;
    }

    final Call find(String call) {
        return calls().find(call).orElseThrow();
    }
}
