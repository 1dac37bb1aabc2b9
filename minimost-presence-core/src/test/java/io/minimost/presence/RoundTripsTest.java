package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.PostgresServer;
import io.minimost.presence.testing.RoundTrips;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How often a call waits for PostgreSQL: over a network, that is most of its time. */
class RoundTripsTest {
    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(1, RoundTripsTest::counted).withTimers();

    private static PresenceStoreBuilder counted(PresenceStoreBuilder builder) {
        return builder.postgres(RoundTrips.counted(PostgresServer.dataSource()));
    }

    /** The fewest round trips of several calls: the first ones prepare statements. */
    private static long of(IntConsumer call) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            long before = RoundTrips.count();
            call.accept(i);
            counts.add(RoundTrips.count() - before);
        }
        return counts.stream().min(Long::compare).orElseThrow();
    }

    @Test
    void typing_takesOne() {
        assertThat(of(i -> nodes.store(0).typing().start("user" + i, "general")))
                .isEqualTo(1);
        assertThat(of(i -> nodes.store(0).typing().stop("user" + i, "general")))
                .as("stop")
                .isEqualTo(2);
        assertThat(of(i -> nodes.store(0).typing().typingUsers("general")))
                .as("read")
                .isEqualTo(1);
    }

    @Test
    void typingThatIsNotShown_takesTwo() {
        nodes.store(0).presence().privacy().set("alice", PrivacySettings.DEFAULT.withSendsTyping(false));

        assertThat(of(i -> nodes.store(0).typing().start("alice", "general"))).isEqualTo(2);
    }

    @Test
    void presence_takesOne() {
        assertThat(of(i -> nodes.store(0).presence().update("user" + i, PresenceState.ACTIVE)))
                .isEqualTo(1);
    }

    /** However many they are. */
    @Test
    void presenceOfAChannel_takesThree() {
        List<String> users = IntStream.range(0, 200).mapToObj(i -> "user" + i).toList();
        nodes.store(0).presence().update("user7", PresenceState.ACTIVE);

        assertThat(of(i -> nodes.store(0).presence().visible(users))).isEqualTo(3);
        assertThat(of(i -> nodes.store(0).presence().onlineCount(users))).isEqualTo(1);
    }

    @Test
    void markingRead_takesOne() {
        assertThat(of(i -> nodes.store(0)
                        .receipts()
                        .markRead("general", "alice", List.of(StoreFixture.START.plusSeconds(i)))))
                .isEqualTo(1);
        assertThat(of(i ->
                        nodes.store(0).receipts().markReadUpTo("random", "alice", StoreFixture.START.plusSeconds(i))))
                .isEqualTo(1);
    }

    @Test
    void delivery_takesOne() {
        assertThat(of(i -> nodes.store(0)
                        .receipts()
                        .deliveries()
                        .markDelivered("general", "alice", StoreFixture.START.minusSeconds(100 - i))))
                .isEqualTo(1);
        assertThat(of(i -> nodes.store(0).receipts().readPoints().readPoint("general", "alice")))
                .isEqualTo(1);
    }

    @Test
    void aReaction_takesThree() {
        assertThat(of(i -> nodes.store(0)
                        .reactions()
                        .toggle(new MessageRef("general", StoreFixture.START), "smile" + i, "alice")))
                .isEqualTo(3);
    }

    @Test
    void aCall_takesThreeToBegin_andOneForEachHeartbeat() {
        List<String> calls = new ArrayList<>();
        assertThat(of(i -> calls.add(nodes.store(0)
                        .calls()
                        .initiate("dm:alice:user" + i, "alice")
                        .call()
                        .orElseThrow()
                        .id())))
                .as("initiate")
                .isEqualTo(3);
        assertThat(of(i -> nodes.store(0).calls().accept(calls.get(i), "user" + i)))
                .as("accept")
                .isLessThanOrEqualTo(11);
        assertThat(of(i -> nodes.store(0).calls().heartbeat(calls.get(i), "alice")))
                .as("heartbeat")
                .isEqualTo(1);
        assertThat(of(i -> nodes.store(0).calls().end(calls.get(i), "alice")))
                .as("end")
                .isLessThanOrEqualTo(13);
    }
}
