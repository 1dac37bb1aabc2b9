package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.ConnectionRefusedException.Reason;
import io.minimost.presence.testing.LogCapture;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The host's {@code ChannelAccess} fails for some time: clients receive nothing meanwhile, and miss nothing either. */
class AccessFailureTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private final AtomicLong nanos = new AtomicLong();
    private volatile BiPredicate<String, ChannelId> failing = (user, channel) -> false;
    private volatile BiPredicate<String, ChannelId> denied = (user, channel) -> false;
    private @Nullable EventHub hub;

    private EventHub hub() {
        EventHub current = hub;
        if (current == null) {
            current = EventHub.builder(fixture.store())
                    .nanoTime(nanos::get)
                    .channelAccess(this::mayUse)
                    .build();
            hub = current;
        }
        return current;
    }

    private boolean mayUse(String user, ChannelId channel) {
        if (failing.test(user, channel)) {
            throw new IllegalStateException("the host's database is away");
        }
        return !denied.test(user, channel)
                && ChannelAccess.standard(fixture.store(), List.of("general")).mayUse(user, channel);
    }

    @AfterEach
    void closeHub() {
        hub().close();
    }

    @Test
    void failureWhenTheUserLeavesAnotherChannel_endsTheConnection_andNothingIsMissed() {
        ChannelId.Private team = team();
        TestClient alice = connect(request("alice", GENERAL, team));
        failing = (user, channel) -> true;
        try (LogCapture log = new LogCapture()) {
            fixture.store().channels().leave(team, "alice");

            await().until(() -> alice.ends().equals(List.of(EndReason.RESUME)));
            assertThat(log.text()).contains("ChannelAccess failed").contains("the host's database is away");
        }
        failing = (user, channel) -> false;
        react("bob");
        passKeepAlive();
        assertThat(events(alice, "reactions")).isEmpty();

        TestClient again = connect(request("alice", GENERAL, team).resumeAfter(alice.lastId()));

        assertThat(events(again, "reactions")).hasSize(1);
        assertThat(events(again, "resync")).as("of the team").hasSize(1);
    }

    @Test
    void failureWhenAnotherProcessHasChangedSomething_endsOnlyThoseConnectionsAboutWhichItFails() {
        TestClient alice = connect(request("alice", GENERAL));
        TestClient bob = connect(request("bob", GENERAL));
        fixture.store().presence().update("carol", PresenceState.ACTIVE);
        failing = (user, channel) -> user.equals("alice");

        changeElsewhere();
        await().until(() -> alice.ends().equals(List.of(EndReason.RESUME)));
        react("carol");

        await().until(() -> events(bob, "reactions").size() == 1);
        assertThat(bob.ends()).isEmpty();
        assertThat(events(alice, "reactions")).isEmpty();
        failing = (user, channel) -> false;
        TestClient again = connect(request("alice", GENERAL).resumeAfter(alice.lastId()));
        assertThat(events(again, "reactions")).hasSize(1);
    }

    @Test
    void whatWaitsForASlowClient_isNotSent_untilItsRightsAreKnown() {
        TestClient alice = new TestClient();
        alice.pause();
        hub().connect(request("alice", GENERAL), alice);
        hub().publish(HostEvent.in("general", "secret", "1").withCursor("1"));
        HeldTransport.hold(hub()).release();
        fixture.store().presence().update("carol", PresenceState.ACTIVE);
        TestClient bob = connect(request("bob", GENERAL));
        failing = (user, channel) -> user.equals("alice");

        changeElsewhere();
        // It is sent after the rights were checked.
        await().until(() -> !events(bob, "changed_elsewhere").isEmpty());
        alice.resume();

        await().until(() -> alice.ends().equals(List.of(EndReason.RESUME)));
        assertThat(events(alice, "secret")).isEmpty();
    }

    @Test
    void failureAboutTheChannelThatTheUserLeft_letsThemAskForItAgain() {
        ChannelId.Private team = team();
        TestClient alice = connect(request("alice", GENERAL, team));
        failing = (user, channel) -> channel.equals(team);

        fixture.store().channels().leave(team, "alice");

        await().until(() -> alice.ends().equals(List.of(EndReason.RESUME)));
        fixture.store().channels().addMember(team, "bob", "alice", HistoryVisibility.all());
        failing = (user, channel) -> false;
        TestClient again = connect(request("alice", GENERAL, team).resumeAfter(alice.lastId()));
        fixture.store().typing().start("bob", team.text());
        await().until(() ->
                again.received().stream().anyMatch(event -> event.contains("bob") && event.contains(team.text())));
    }

    @Test
    void denial_stillTakesTheChannelAway_withoutAnEnd() {
        ChannelId.Private team = team();
        TestClient alice = connect(request("alice", GENERAL, team));
        denied = (user, channel) -> user.equals("alice") && channel.equals(GENERAL);

        fixture.store().channels().leave(team, "alice");
        await().until(() -> !events(alice, "resync").isEmpty());
        react("bob");
        fixture.store().reactions().toggle(new MessageRef("dm:alice:bob", Instant.ofEpochSecond(5)), "tada", "bob");
        HeldTransport.hold(hub()).release();

        assertThat(events(alice, "reactions")).isEmpty();
        assertThat(alice.ends()).isEmpty();
    }

    @Test
    void failureAtConnect_refusesForTheMoment_andNothingIsMissed() {
        TestClient first = connect(request("alice", GENERAL));
        hub().disconnect("alice");
        react("bob");
        failing = (user, channel) -> true;
        TestClient refused = new TestClient();
        try (LogCapture log = new LogCapture()) {
            assertThatExceptionOfType(ConnectionRefusedException.class)
                    .isThrownBy(() -> hub().connect(request("alice", GENERAL).resumeAfter(first.lastId()), refused))
                    .satisfies(e -> {
                        assertThat(e.reason()).isEqualTo(Reason.HOST_FAILED);
                        assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(5));
                    });
            assertThat(log.text()).contains("ChannelAccess failed").contains("the host's database is away");
        }
        assertThat(refused.received()).isEmpty();
        assertThat(refused.ends()).isEmpty();
        assertThat(hub().openConnections()).isZero();
        assertThat(hub().stats().refused())
                .as("refused because of their number")
                .isZero();
        failing = (user, channel) -> false;

        TestClient again = connect(request("alice", GENERAL).resumeAfter(first.lastId()));

        assertThat(events(again, "reactions")).hasSize(1);
    }

    private ChannelId.Private team() {
        return fixture.store()
                .channels()
                .create("Team", "bob", List.of("alice"))
                .id();
    }

    private static ConnectRequest request(String user, ChannelId... channels) {
        return ConnectRequest.of(user).withChannels(List.of(channels));
    }

    private TestClient connect(ConnectRequest request) {
        TestClient client = new TestClient();
        hub().connect(request, client);
        return client;
    }

    private void react(String user) {
        fixture.store().reactions().toggle(new MessageRef(GENERAL, Instant.ofEpochSecond(5)), "rocket", user);
    }

    private void changeElsewhere() {
        fixture.plain().sql("UPDATE presence SET state = 'idle' WHERE user = 'carol'");
        fixture.sweep();
    }

    /** Until another client has received the position that keeps a silent connection alive. */
    private void passKeepAlive() {
        TestClient other = connect(request("other", GENERAL));
        int before = other.received().size();
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());
        await().until(() -> other.received().size() > before);
    }

    /** The events of that name, also if they name their channel. */
    private static List<String> events(TestClient client, String name) {
        return client.received().stream()
                .filter(event -> event.contains("event: " + name + "\n") || event.contains("event: " + name + ":"))
                .toList();
    }
}
