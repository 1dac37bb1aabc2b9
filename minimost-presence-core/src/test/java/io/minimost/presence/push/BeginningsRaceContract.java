package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections begin while others change what they show: none begins with a value older than what was written before. */
abstract class BeginningsRaceContract {
    /** Of so many connections, one stays open. */
    private static final int STAYS = 5;

    @RegisterExtension
    final StoreFixture fixture;

    /** A multiple of four. */
    private final int times;

    private final AtomicInteger users = new AtomicInteger();
    private final ThreadLocal<String> user = ThreadLocal.withInitial(() -> name(users.incrementAndGet()));
    private final ThreadLocal<Integer> turn = ThreadLocal.withInitial(() -> 0);
    private final List<TestClient> open = new CopyOnWriteArrayList<>();

    BeginningsRaceContract(StoreFixture fixture, int times) {
        this.fixture = fixture;
        this.times = times;
    }

    @Test
    void connection_beginsWithWhatItsThreadHasWritten_andReceivesWhatComesThen() throws Exception {
        PresenceStore store = fixture.store();
        ChannelId team = store.channels()
                .create(
                        "Team",
                        "watcher",
                        IntStream.rangeClosed(1, Race.THREADS)
                                .mapToObj(BeginningsRaceContract::name)
                                .toList())
                .id();
        try (EventHub hub =
                EventHub.builder(store).maxConnections(10_000, 10_000).build()) {
            // The values are kept for those who begin, because somebody looks at them.
            connect(hub, "watcher", team, 0);
            hub.connect(
                    ConnectRequest.of("watcher").withChannels(List.of(team)).withPresenceOfMembers(), new TestClient());

            Race.run(times, () -> {
                String me = user.get();
                int number = turn.get();
                turn.set(number + 1);
                write(store, me, team, number);
                assertBeginsWith(connect(hub, me, team, number), me, number);
                return true;
            });

            assertThat(open).hasSizeGreaterThan(Race.THREADS);
            for (int i = 1; i <= Race.THREADS; i++) {
                String last = watermark(name(i), times - 3);
                await().until(() -> open.stream()
                        .allMatch(client -> last(client, "delivered_watermarks").contains(last)));
            }
            assertThat(open).allSatisfy(BeginningsRaceContract::assertNothingOlderFollows);
        }
    }

    /** One change at a time: after a fact, all values are read again. */
    private static void write(PresenceStore store, String me, ChannelId team, int number) {
        switch (number % 4) {
            case 0 -> store.receipts().markReadUpTo(team, me, time(number));
            case 1 -> store.receipts().deliveries().markDelivered(team, me, time(number));
            case 2 -> store.presence().update(me, PresenceState.ACTIVE);
            default -> store.presence().update(me, PresenceState.IDLE);
        }
    }

    private TestClient connect(EventHub hub, String name, ChannelId team, int number) {
        ConnectRequest request = ConnectRequest.of(name).withChannels(List.of(team));
        TestClient client = new TestClient();
        EventConnection connection = hub.connect(number % 4 == 3 ? request.withPresenceOfMembers() : request, client);
        if (number % STAYS == 0) {
            open.add(client);
        } else {
            connection.close();
        }
        return client;
    }

    private static void assertBeginsWith(TestClient client, String me, int number) {
        switch (number % 4) {
            case 0 -> assertThat(first(client, "read_receipts")).contains(watermark(me, number));
            case 1 -> assertThat(first(client, "delivered_watermarks")).contains(watermark(me, number));
            case 2 -> assertThat(first(client, "online_users")).contains("\"%s\":\"active\"".formatted(me));
            default ->
                assertThat(first(client, "member_presence")).contains("\"%s\":{\"state\":\"idle\"".formatted(me));
        }
    }

    /** Of each user, how far they have received. */
    private static void assertNothingOlderFollows(TestClient client) {
        for (int i = 1; i <= Race.THREADS; i++) {
            Pattern upTo = Pattern.compile("\"%s\":([0-9.]+)".formatted(name(i)));
            assertThat(client.received())
                    .filteredOn(event -> event.startsWith("event: delivered_watermarks"))
                    .flatExtracting(event -> upTo.matcher(event)
                            .results()
                            .map(BeginningsRaceContract::number)
                            .toList())
                    .isSorted();
        }
    }

    private static double number(MatchResult match) {
        return Double.parseDouble(match.group(1));
    }

    private static String first(TestClient client, String name) {
        return client.received().stream()
                .filter(event -> event.startsWith("event: " + name + "\n"))
                .findFirst()
                .orElse("none");
    }

    private static String last(TestClient client, String name) {
        return client.received().stream()
                .filter(event -> event.startsWith("event: " + name + "\n"))
                .reduce("none", (before, next) -> next);
    }

    private static Instant time(int number) {
        return Instant.ofEpochSecond(1_700_000_000 + number);
    }

    private static String watermark(String name, int number) {
        return "\"%s\":%s".formatted(name, EpochSeconds.text(EpochSeconds.of(time(number))));
    }

    private static String name(int number) {
        return "user" + number;
    }
}
