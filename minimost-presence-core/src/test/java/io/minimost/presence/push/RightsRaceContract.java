package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While connections begin and receive signals, their user loses a channel: neither waits for the other for ever. */
abstract class RightsRaceContract {
    private static final int TIMES = 300;

    @RegisterExtension
    final StoreFixture fixture;

    RightsRaceContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void beginning_ofAUserWhoLosesAChannel_ends() {
        ChannelId.Private team = fixture.store()
                .channels()
                .create("Team", "alice", List.of("bob"))
                .id();
        String call = fixture.store()
                .calls()
                .initiate("dm:alice:bob", "alice")
                .call()
                .orElseThrow()
                .id();
        fixture.store().calls().accept(call, "bob");
        try (EventHub hub = EventHub.builder(fixture.store()).build()) {
            CompletableFuture<Void> begin =
                    often(i -> hub.connect(ConnectRequest.of("bob").withChannels(List.of(team)), new TestClient())
                            .close());
            CompletableFuture<Void> send = often(i -> fixture.store()
                    .calls()
                    .signals()
                    .send(call, "alice", "bob", SignalType.ICE_CANDIDATE, Integer.toString(i)));
            CompletableFuture<Void> lose = often(i -> {
                fixture.store().channels().removeMember(team, "alice", "bob");
                fixture.store().channels().addMember(team, "alice", "bob", HistoryVisibility.all());
            });

            assertThat(CompletableFuture.allOf(begin, send, lose).orTimeout(60, TimeUnit.SECONDS))
                    .succeedsWithin(61, TimeUnit.SECONDS);
        }
    }

    private static CompletableFuture<Void> often(IntConsumer work) {
        return CompletableFuture.runAsync(() -> IntStream.range(0, TIMES).forEach(work), task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            thread.start();
        });
    }
}
