package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * After the response that a user has lost a channel, no later event reaches them on any connection, however busy the host's
 * own listeners are. Events that still waited for a slow client are dropped.
 */
interface StreamRevocationsOverHttp extends StreamFixture, CallFixture {
    ChannelId.Private SECRET_TEAM = new ChannelId.Private(1);
    String SECRET_CHANNEL = SECRET_TEAM.text();

    /** A listener of the host that is busy until the work is done. */
    private void withBusyListener(Runnable work) {
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        store().events().onFacts(FactFilter.everything().only(FactKind.REACTION_ADDED), fact -> {
            busy.countDown();
            try {
                release.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        CompletableFuture<?> reacting = CompletableFuture.runAsync(
                () -> store().reactions().add(new MessageRef("general", Instant.ofEpochSecond(1)), "rocket", "dave"));
        try {
            assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
            work.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            release.countDown();
            reacting.join();
        }
    }

    private void secretTeam() {
        configure(builder -> builder.publicChannels("general", "software"));
        assertThat(store().channels()
                        .create("Team", "alice", List.of("bob", "carol"))
                        .id())
                .isEqualTo(SECRET_TEAM);
    }

    /** Publishes every kind of event in the channel, and waits until {@code member} has received all of them. */
    private void saySecrets(EventSourceClient member) {
        hub().publish(HostEvent.in(SECRET_CHANNEL, "messages", "\"secret\"").withCursor("1"));
        hub().publish(HostEvent.in(SECRET_CHANNEL, "pins", "\"secret\""));
        store().typing().start("alice", SECRET_CHANNEL);
        store().reactions().toggle(new MessageRef(SECRET_CHANNEL, Instant.ofEpochSecond(2)), "secret", "alice");
        store().screenShares().start(SECRET_CHANNEL, "alice");
        member.awaitEvent("messages", data -> true);
        member.awaitEvent("pins", data -> true);
        member.awaitLast("typing", "[\"alice\"]");
        member.awaitEvent("reactions", data -> data.path("reactions").has("secret"));
        member.awaitEvent("screenshares", data -> data.size() == 1);
    }

    private void assertNoSecrets(String user, EventSourceClient stream) {
        settle(user, stream);
        assertThat(stream.names()).doesNotContain("messages", "pins", "reactions");
        assertThat(stream.data("typing")).allMatch("[]"::equals);
        assertThat(stream.data("screenshares")).allMatch("[]"::equals);
        assertThat(stream.data("fact")).noneMatch(data -> data.contains("reaction") && data.contains(SECRET_CHANNEL));
    }

    @Test
    default void removedMember_receivesNothingThatBeginsAfterTheAnswer_howeverBusyListenersAre() {
        secretTeam();
        try (EventSourceClient bob = subscribe("bob", "?channel=" + SECRET_CHANNEL);
                EventSourceClient bobsPhone = subscribe("bob", "?channel=general&channel=" + SECRET_CHANNEL);
                EventSourceClient bobsFacts = subscribe("bob", "?facts=true&channel=" + SECRET_CHANNEL);
                EventSourceClient carol = subscribe("carol", "?channel=" + SECRET_CHANNEL)) {
            withBusyListener(() -> {
                as("alice")
                        .postJson("/private_channels/1/remove_member", "{\"username\":\"bob\"}")
                        .hasStatus(200);

                saySecrets(carol);

                assertNoSecrets("bob", bob);
                settle("bob", bobsPhone);
                assertThat(bobsPhone.names()).noneMatch(name -> name.matches("(messages|pins|reactions):private:1"));
                assertNoSecrets("bob", bobsFacts);
                assertThat(bobsFacts.data("fact")).anyMatch(data -> data.contains("member_left"));
            });
        }
    }

    @Test
    default void memberWhoLeaves_receivesNothingThatBeginsAfterTheAnswer() {
        secretTeam();
        try (EventSourceClient bob = subscribe("bob", "?channel=" + SECRET_CHANNEL);
                EventSourceClient carol = subscribe("carol", "?channel=" + SECRET_CHANNEL)) {
            withBusyListener(() -> {
                as("bob").post("/private_channels/1/leave").hasStatus(200);

                saySecrets(carol);

                assertNoSecrets("bob", bob);
            });
        }
    }

    @Test
    default void membersOfAForgottenChannel_receiveNothingThatIsPublishedThereAfterTheCall() {
        secretTeam();
        try (EventSourceClient bob = subscribe("bob", "?channel=" + SECRET_CHANNEL)) {
            withBusyListener(() -> {
                store().deleteChannel(SECRET_CHANNEL);
                hub().publish(HostEvent.in(SECRET_CHANNEL, "messages", "\"secret\""));
                store().typing().start("alice", SECRET_CHANNEL);

                assertNoSecrets("bob", bob);
                bob.awaitEvent("resync", data -> data.path("channel").asText().equals(SECRET_CHANNEL));
            });
        }
    }

    @Test
    default void forgottenUser_receivesNothingThatBeginsAfterTheCall_andIsDisconnected() {
        secretTeam();
        try (EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient carol = subscribe("carol", "?channel=general")) {
            withBusyListener(() -> {
                store().deleteUser("bob");
                hub().publish(HostEvent.in("general", "messages", "\"secret\""));
                carol.awaitEvent("messages", data -> true);

                bob.awaitEnd();
                assertThat(bob.names()).doesNotContain("messages");
            });
        }
    }

    /** The account is deleted after its user was identified and before the stream begins. */
    @Test
    default void userWhoIsForgottenWhileTheirStreamBegins_receivesNothing() {
        AtomicReference<Runnable> whileAsked = new AtomicReference<>(() -> {});
        configure(builder -> builder.publicChannels("general").currentUser(request -> {
            Optional<String> user = Optional.ofNullable(request.getHeader("X-User"));
            if (user.equals(Optional.of("bob"))) {
                whileAsked.getAndSet(() -> {}).run();
            }
            return user;
        }));
        for (Runnable ending : List.<Runnable>of(() -> store().deleteUser("bob"), () -> hub().disconnect("bob"))) {
            whileAsked.set(ending);
            try (EventSourceClient bob = stream("bob", "?channel=general")) {
                bob.awaitEnd();
                assertThat(bob.names()).doesNotContain("messages");
                assertThat(bob.retry()).isEqualTo("200");
            }
        }
        try (EventSourceClient bob = subscribe("bob", "?channel=general")) {
            hub().publish(HostEvent.in("general", "messages", "1"));
            bob.awaitEvent("messages", data -> true);
        }
    }

    /** With more than any network buffer takes, so that later events wait in the filter. */
    private void beginBobsStreamsWithMuch() {
        HostEvent big = HostEvent.of("big", "\"" + "x".repeat(12_000_000) + "\"");
        configure(builder -> builder.publicChannels("general")
                .hostEvents(connection -> connection.user().equals("bob") ? List.of(big) : List.of()));
    }

    @Test
    default void whatWaitsForASlowClient_isDroppedWhenItsUserLosesTheChannel() {
        secretTeam();
        String call = ring(SECRET_CHANNEL);
        store().calls().accept(call, "bob");
        beginBobsStreamsWithMuch();
        try (RawStream slow = new RawStream(raw().port(), "bob", "?channel=" + SECRET_CHANNEL).awaitHead();
                EventSourceClient carol = subscribe("carol", "?channel=" + SECRET_CHANNEL)) {
            settle("carol", carol);
            saySecrets(carol);
            store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "\"secret\"");
            settle("carol", carol);

            store().channels().removeMember(SECRET_TEAM, "alice", "bob");

            try (EventSourceClient bob = slow.read()) {
                bob.awaitEvent("resync", data -> data.path("channel").asText().equals(SECRET_CHANNEL));
                settle("bob", bob);
                bob.awaitLast("private_channels", "[]");
                assertThat(bob.names()).contains("big").doesNotContain("messages", "pins", "reactions");
                assertThat(bob.data("signals")).noneMatch(data -> data.contains("secret"));
                assertThat(bob.data("typing")).allMatch("[]"::equals);
                assertThat(bob.hasEnded()).isFalse();
            }
        }
    }

    @Test
    default void whatWaitsForASlowClient_isDroppedWhenTheHostDisconnectsItsUser() {
        beginBobsStreamsWithMuch();
        try (RawStream slow = new RawStream(raw().port(), "bob", "?channel=general").awaitHead();
                EventSourceClient carol = subscribe("carol", "?channel=general")) {
            hub().publish(HostEvent.in("general", "messages", "1"));
            settle("carol", carol);

            hub().disconnect("bob");

            try (EventSourceClient bob = slow.read()) {
                bob.awaitEnd();
                assertThat(bob.names()).contains("big").doesNotContain("messages");
            }
        }
    }

    /** Two stores on one database: a broadcast starts with its event log. */
    @Test
    default void memberWhomAnotherStoreRemoves_receivesNothingThatIsPublishedAfterwards() {
        // Nothing is swept, so that only the broadcast itself can find the removal.
        share(PresenceStoreBuilder::manualSweeps);
        secretTeam();
        try (PresenceStore other = neighbour(PresenceStoreBuilder::manualSweeps);
                EventSourceClient bob = subscribe("bob", "?channel=" + SECRET_CHANNEL);
                EventSourceClient carol = subscribe("carol", "?channel=" + SECRET_CHANNEL)) {
            other.channels().removeMember(SECRET_TEAM, "alice", "bob");

            saySecrets(carol);

            assertNoSecrets("bob", bob);
        }
    }

    @Test
    default void memberWhoIsBackAtOnce_isConnectedAgainWithTheirRights() {
        secretTeam();
        try (EventSourceClient bob = subscribe("bob", "?channel=" + SECRET_CHANNEL)) {
            store().channels().removeMember(SECRET_TEAM, "alice", "bob");
            store().channels().addMember(SECRET_TEAM, "alice", "bob", HistoryVisibility.all());

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> bob.hasEnded() || bob.names().contains("resync"));
        }
        try (EventSourceClient bob = subscribe("bob", "?channel=" + SECRET_CHANNEL)) {
            hub().publish(HostEvent.in(SECRET_CHANNEL, "messages", "1"));
            bob.awaitEvent("messages", data -> true);
        }
    }
}
