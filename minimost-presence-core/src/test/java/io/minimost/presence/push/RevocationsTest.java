package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.events.Subscription;
import io.minimost.presence.values.ChannelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is no longer sent after a call of the store that revokes rights has returned. */
class RevocationsTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");

    private final PresenceStore store =
            PresenceStore.builder().inMemory().manualSweeps().open();
    private final ConnectionIndex connections = new ConnectionIndex(100, 1000);
    private final Revocations revocations = new Revocations(connections);
    private final PrivateChannel team = store.channels().create("Team", "alice", List.of("bob", "carol"));
    private final String channel = team.id().text();
    private Subscription feed;

    @BeforeEach
    void listen() {
        feed = store.events().feed(revocations);
    }

    @AfterEach
    void close() {
        feed.close();
        store.close();
    }

    @Test
    void memberWhoIsRemoved_losesTheChannelBeforeTheCallReturns_andOthersDoNot() {
        EventConnection bob = connection("bob");
        EventConnection carol = connection("carol");
        EventFrame old = inTeam();

        store.channels().removeMember(team.id(), "alice", "bob");

        assertThat(mayReceive(bob, old)).isFalse();
        assertThat(mayReceive(bob, inTeam())).as("also what is read later").isFalse();
        assertThat(mayReceive(carol, old)).isTrue();
        assertThat(mayReceive(bob, EventFrame.event("typing", Optional.of("general"), json())))
                .isTrue();
    }

    @Test
    void memberWhoLeaves_losesTheChannelBeforeTheCallReturns() {
        EventConnection bob = connection("bob");

        store.channels().leave(team.id(), "bob");

        assertThat(mayReceive(bob, inTeam())).isFalse();
    }

    @Test
    void frameForAUserWithALostChannel_isNotSent_oneReadAfterwardsIs() {
        EventConnection bob = connection("bob");
        EventFrame old = personal(channel, "general");
        EventFrame other = personal("general");

        store.channels().removeMember(team.id(), "alice", "bob");

        assertThat(mayReceive(bob, old)).isFalse();
        assertThat(mayReceive(bob, other)).isTrue();
        assertThat(mayReceive(bob, personal(channel))).isTrue();
        assertThat(mayReceive(connection("carol"), old)).isTrue();
    }

    @Test
    void deletedChannel_isLostByAll_andWhatWaitsOfAPublicOneIsDropped() {
        EventConnection bob = connection("bob");
        EventFrame oldOfTeam = inTeam();
        EventFrame oldOfGeneral = general();

        store.deleteChannel(channel);
        assertThat(mayReceive(bob, oldOfTeam)).isFalse();
        assertThat(mayReceive(bob, inTeam())).isFalse();

        store.deleteChannel("general");
        assertThat(mayReceive(bob, oldOfGeneral)).isFalse();
        assertThat(mayReceive(bob, general())).as("all users may still use it").isTrue();
        assertThat(mayReceive(bob, oldOfGeneral.asLasting())).as("a fact").isTrue();
        assertThat(mayReceive(bob, personal(channel).asOf(0).asLasting()))
                .as("a fact of a lost channel")
                .isFalse();
    }

    @Test
    void deletedUser_receivesNothingMore() {
        EventConnection bob = connection("bob");
        long before = revocations.count();
        assertThat(revocations.hasLostEverything("bob", before)).isFalse();

        store.deleteUser("bob");

        assertThat(mayReceive(bob, general())).isFalse();
        assertThat(mayReceive(bob, EventFrame.event("online_users", Optional.empty(), json())))
                .isFalse();
        assertThat(mayReceive(bob, EventFrame.retry(EndReason.LIFETIME)))
                .as("when to connect again")
                .isTrue();
        assertThat(revocations.hasLostEverything("bob", before)).isTrue();
        assertThat(revocations.hasLostEverything("bob", revocations.count())).isFalse();
        assertThat(revocations.hasLostEverything("carol", before)).isFalse();
    }

    @Test
    void lossThatIsReadFromTheLogAgain_countsOnce() {
        EventConnection bob = connection("bob");
        store.channels().removeMember(team.id(), "alice", "bob");
        long number = revocations.count();
        EventFrame later = personal(channel);

        store.events().onFacts(FactFilter.everything(), revocations::revoke);
        store.channels().removeMember(team.id(), "alice", "carol");

        assertThat(revocations.count()).isEqualTo(number + 1);
        assertThat(mayReceive(bob, later)).isTrue();
    }

    @Test
    void forgottenLosses_countAsLosses() {
        EventConnection bob = connection("bob");
        EventFrame old = general();
        EventFrame ofNothing = EventFrame.event("online_users", Optional.empty(), json());
        for (int i = 0; i <= Revocations.MAX_KEPT; i++) {
            revocations.revokeChannel("user" + i, "general");
        }

        assertThat(mayReceive(bob, old)).isFalse();
        assertThat(mayReceive(bob, ofNothing)).isTrue();
        assertThat(mayReceive(bob, general())).isTrue();
    }

    /** Two threads deny one channel each at the same time. Both channels stay denied. */
    @Test
    void twoThreadsThatChangeTheRightsOfOneSubscriber_leaveNoDeniedChannelReadable() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            for (int round = 0; round < 20_000; round++) {
                Subscriber subscriber = new Subscriber("bob", List.of(GENERAL, team.id()), false);
                subscriber.grant(requested -> requested);
                Future<?> denying = threads.submit(() -> {
                    together.await();
                    subscriber.deny(channel);
                    return null;
                });
                together.await();
                subscriber.deny("general");
                denying.get(30, TimeUnit.SECONDS);
                assertThat(subscriber.channels()).isEmpty();
                assertThat(subscriber.factFilter().matches(fact()))
                        .as("round " + round)
                        .isFalse();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void channelDeniedWhileItIsGranted_isCheckedAgain() throws Exception {
        Subscriber subscriber = new Subscriber("bob", List.of(GENERAL, team.id()), false);
        CountDownLatch asked = new CountDownLatch(2);

        subscriber.grant(wanted -> {
            boolean first = asked.getCount() == 2;
            asked.countDown();
            if (first) {
                subscriber.deny(channel);
                return wanted;
            }
            return Set.of(GENERAL);
        });

        assertThat(asked.getCount()).isZero();
        assertThat(subscriber.channels()).containsExactly(GENERAL);
    }

    private LoggedFact fact() {
        return new LoggedFact(
                store.events().latest(),
                FactKind.REACTION_ADDED,
                Optional.of(channel),
                Optional.of("alice"),
                Optional.of("1.0"),
                Instant.EPOCH);
    }

    private EventConnection connection(String user) {
        Subscriber subscriber = new Subscriber(user, List.of(GENERAL, team.id()), false);
        subscriber.grant(requested -> requested);
        EventConnection connection = new EventConnection(
                subscriber,
                new ConnectionTimers(() -> 0, ConnectionTimers.KEEP_ALIVE_AFTER),
                new NoOwner(),
                new TestClient(),
                new HubCounters());
        connections.add(connection);
        return connection;
    }

    private boolean mayReceive(EventConnection connection, EventFrame frame) {
        return connection.subscriber().mayReceive(frame)
                && revocations.permits(connection.subscriber().user(), frame);
    }

    private EventFrame inTeam() {
        return EventFrame.event("typing", Optional.of(channel), json()).asOf(revocations.count());
    }

    private EventFrame general() {
        return EventFrame.event("typing", Optional.of("general"), json()).asOf(revocations.count());
    }

    private EventFrame personal(String... channels) {
        return EventFrame.event("call_state", Optional.empty(), json())
                .withChannels(Set.of(channels))
                .asOf(revocations.count());
    }

    private static byte[] json() {
        return new byte[] {'1'};
    }
}
