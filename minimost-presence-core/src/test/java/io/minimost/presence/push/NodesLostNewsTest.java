package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.ChannelId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One node does not learn in time what the hub of the other has published, and whom it has disconnected. Both look and send only
 * when the test says so.
 */
class NodesLostNewsTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private final List<HostEvent> stored = new CopyOnWriteArrayList<>();
    private final List<EventHub> hubs = new ArrayList<>();
    private PresenceStore away;
    private EventHub sender;
    private EventHub receiver;

    @BeforeEach
    void open() {
        away = nodes.open(PresenceStoreBuilder::manualSweeps);
        sender = hub(nodes.open(PresenceStoreBuilder::manualSweeps));
        receiver = hub(away);
    }

    @AfterEach
    void closeHubs() {
        hubs.forEach(EventHub::close);
    }

    private EventHub hub(PresenceStore store) {
        EventHub hub = EventHub.builder(store)
                .channelAccess((user, channel) -> true)
                .hostEvents(new HostEventSource() {
                    @Override
                    public List<HostEvent> initialEvents(NewConnection connection) {
                        int from = connection.cursor().map(Integer::parseInt).orElse(stored.size());
                        return List.copyOf(stored.subList(from, stored.size()));
                    }

                    @Override
                    public Optional<String> latest() {
                        return Optional.of("" + stored.size());
                    }
                })
                .build();
        hubs.add(hub);
        return hub;
    }

    @Test
    void eventsOfTheHostThatWereLost_areReceivedOnceByClientsThatResume() {
        TestClient bob = connect(receiver, "bob");
        storeAndPublish();
        away.sweep();
        await().until(() -> bob.numbers("messages").equals(List.of(1)));

        storeAndPublish();
        loseNews();
        storeAndPublish();
        away.sweep();

        await().until(() -> bob.ends().equals(List.of(EndReason.RESUME)));
        assertThat(bob.numbers("messages")).containsExactly(1);
        TestClient again = resume(bob);
        storeAndPublish();
        away.sweep();
        await().until(() -> again.numbers("messages").contains(4));
        assertThat(again.numbers("messages")).containsExactly(2, 3, 4);
        assertThat(again.ends()).isEmpty();
    }

    @Test
    void usersWhoMayHaveBeenDisconnected_areIdentifiedAgain() {
        TestClient mallory = connect(receiver, "mallory");
        long arrival = receiver.arrival();

        sender.disconnect("mallory");
        loseNews();
        storeAndPublish();
        away.sweep();

        await().until(() -> mallory.ends().equals(List.of(EndReason.RESUME)));
        assertThat(mallory.numbers("messages")).isEmpty();
        assertThat(connectThatArrived(arrival).ends()).containsExactly(EndReason.RESUME);
        assertThat(connect(receiver, "mallory").ends()).isEmpty();
    }

    @Test
    void usersWhoMayHaveBeenDisconnected_receiveNothingThatWaits() {
        TestClient bob = connect(receiver, "bob");
        TestClient mallory = new TestClient();
        mallory.pause();
        receiver.connect(ConnectRequest.of("mallory").withChannels(List.of(GENERAL)), mallory);

        sender.disconnect("mallory");
        loseNews();
        storeAndPublish();
        away.sweep();
        await().until(() -> !bob.ends().isEmpty());
        mallory.resume();

        await().until(() -> mallory.ends().equals(List.of(EndReason.RESUME)));
        assertThat(bob.received()).anyMatch(event -> event.startsWith("event: typing"));
        assertThat(mallory.received()).noneMatch(event -> event.startsWith("event: "));
    }

    /** What nodes announce does not outlive a crash of the server, and the others of them may announce nothing more. */
    @Test
    void aServerThatHasCrashed_hasLostWhatWasAnnounced() {
        TestClient mallory = connect(receiver, "mallory");
        long arrival = receiver.arrival();

        sender.disconnect("mallory");
        crash();

        await().until(() -> {
            away.sweep();
            return mallory.ends().equals(List.of(EndReason.RESUME));
        });
        TestClient late = connectThatArrived(arrival);
        // Its log had a new name a moment before.
        await().until(() -> late.ends().equals(List.of(EndReason.RESUME)));
    }

    /** Its next look finds what it has published already. */
    @Test
    void aNodeWhoseWriteNoticesTheCrash_publishesItOnce() throws InterruptedException {
        // They look by themselves, and could be first.
        nodes.a().close();
        nodes.b().close();
        Queue<ExternalChange> published = new ConcurrentLinkedQueue<>();
        away.events().on(ExternalChange.class, published::add);
        TestClient mallory = connect(receiver, "mallory");
        long arrival = receiver.arrival();

        sender.disconnect("mallory");
        crash();
        away.receipts().markReadUpTo("general", "ann", Instant.EPOCH);

        await().until(() -> mallory.ends().equals(List.of(EndReason.RESUME)));
        TestClient late = connectThatArrived(arrival);
        await().until(() -> late.ends().equals(List.of(EndReason.RESUME)));
        away.sweep();
        assertThat(away.events().awaitDelivered(Duration.ofSeconds(10))).isTrue();
        assertThat(published).hasSize(1);
    }

    /** A crash empties these tables. */
    private void crash() {
        nodes.sql("TRUNCATE mp_news, mp_alive");
    }

    /** It was identified before the user was disconnected. */
    private TestClient connectThatArrived(long arrival) {
        TestClient late = new TestClient();
        receiver.connect(ConnectRequest.of("mallory").arrivedAt(arrival), late);
        return late;
    }

    /** Also if the other node has had nothing more to announce, or has died. */
    @Test
    void aNodeThatWasAwayForMoreThanAMinute_noticesWithItsFirstLook() throws SQLException {
        TestClient bob = connect(receiver, "bob");
        storeAndPublish();

        letAMinutePass();
        away.sweep();

        await().until(() -> bob.ends().equals(List.of(EndReason.RESUME)));
        assertThat(resume(bob).numbers("messages")).containsExactly(1);
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            assertThat(plain.text("SELECT string_agg(concat(channel, username, body), '') FROM " + nodes.schema()
                            + ".mp_news"))
                    .as("what was announced is not kept")
                    .isEmpty();
        }
    }

    @Test
    void aNodeThatStartsAfterThat_hasMissedNothing() {
        storeAndPublish();
        letAMinutePass();
        PresenceStore late = nodes.open(PresenceStoreBuilder::manualSweeps);
        TestClient bob = connect(hub(late), "bob");

        storeAndPublish();
        late.sweep();

        await().until(() -> bob.numbers("messages").equals(List.of(2)));
        assertThat(bob.ends()).isEmpty();
    }

    /** Each may be long: a node that cannot send for a while must not run out of memory. */
    @Test
    void moreThanMayWait_isLost_andNoticed() throws SQLException {
        EventHub busy = hub(nodes.open(builder -> builder));
        TestClient bob = connect(receiver, "bob");
        String json = "\"" + "x".repeat(60_000) + "\"";
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            plain.sql("BEGIN");
            plain.sql("LOCK TABLE " + nodes.schema() + ".mp_news IN SHARE MODE");
            for (int i = 0; i < 800; i++) {
                busy.publish(HostEvent.in(GENERAL, "messages", json).withCursor("" + i));
            }
            plain.sql("COMMIT");
        }
        busy.unreadChanged("general");

        await().until(() -> {
            away.sweep();
            return bob.ends().equals(List.of(EndReason.RESUME));
        });
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            // Some were on their way already, and as many may wait.
            assertThat(plain.number("SELECT count(*) FROM " + nodes.schema() + ".mp_news WHERE body LIKE '%xxx%'"))
                    .isBetween(100L, 600L);
        }
    }

    /** Its host has published nothing since, so the hub has no newer cursor of its own. */
    @Test
    void clientThatBeginsAfterwards_beginsAfterWhatWasLost() {
        TestClient bob = connect(receiver, "bob");
        storeAndPublish();
        loseNews();
        sender.unreadChanged("general");
        away.sweep();
        await().until(() -> bob.ends().equals(List.of(EndReason.RESUME)));

        TestClient carol = connect(receiver, "carol");

        assertThat(carol.lastId()).endsWith("~1");
    }

    private void storeAndPublish() {
        String number = "" + (stored.size() + 1);
        HostEvent event = HostEvent.in(GENERAL, "messages", number).withCursor(number);
        stored.add(event);
        sender.publish(event);
    }

    /** The sender had too many to announce. */
    private void loseNews() {
        nodes.sql("DELETE FROM mp_news");
    }

    /** For the news: each node deletes old ones as it starts. */
    private void letAMinutePass() {
        nodes.open(builder -> builder.manualSweeps()
                        .clock(() -> Instant.now().plus(Duration.ofMinutes(1).plusSeconds(10))))
                .close();
    }

    private static TestClient connect(EventHub hub, String user) {
        TestClient client = new TestClient();
        hub.connect(ConnectRequest.of(user).withChannels(List.of(GENERAL)), client);
        return client;
    }

    private TestClient resume(TestClient before) {
        TestClient client = new TestClient();
        ConnectRequest request = ConnectRequest.of("bob").withChannels(List.of(GENERAL));
        receiver.connect(request.resumeAfter(before.lastId()), client);
        return client;
    }
}
