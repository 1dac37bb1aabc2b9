package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.SteppedClock;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are opened, renewed, ended and swept at the same moment, over two stores. */
class SessionRacesTest {
    @Nested
    class InFile extends Contract {
        private final SteppedClock clock = new SteppedClock(StoreFixture.START);

        @TempDir
        Path directory;

        @BeforeEach
        void open() {
            start(clock, List.of(store(), store()));
        }

        @AfterEach
        void close() {
            stores.forEach(PresenceStore::close);
        }

        private PresenceStore store() {
            PresenceStoreBuilder builder = PresenceStore.builder().file(directory.resolve("presence.db"));
            return builder.busyTimeout(Duration.ofMinutes(1))
                    .clock(clock)
                    .manualSweeps()
                    .open();
        }
    }

    @Nested
    class OnPostgres extends Contract {
        @RegisterExtension
        final PostgresNodes nodes = new PostgresNodes(2);

        @BeforeEach
        void open() {
            start(nodes.clock(), nodes.stores());
        }
    }

    abstract static class Contract {
        private static final int ROUNDS = 150;
        private static final List<PresenceState> STATES = List.of(PresenceState.values());

        List<PresenceStore> stores = List.of();
        private SteppedClock clock = new SteppedClock(StoreFixture.START);
        private final Queue<PresenceChanged> events = new ConcurrentLinkedQueue<>();

        void start(SteppedClock steppedClock, List<PresenceStore> opened) {
            clock = steppedClock;
            stores = opened;
            stores.forEach(store -> store.events().on(PresenceChanged.class, events::add));
        }

        /** Either it was in time, and nobody hears of anything; or it was not, and all hear it once. */
        @Test
        void renewalAtTheLastMoment_isInTimeOrNot() throws Exception {
            Sessions sessions = stores.get(0).presence().sessions();
            for (int round = 0; round < ROUNDS; round++) {
                sessions.report("ann", "desk-0001", PresenceState.ACTIVE);
                clock.stepSeconds(90);
                awaitDelivered();
                events.clear();

                Callable<Boolean> renew = once(() -> sessions.renew("ann", "desk-0001"));
                Callable<Boolean> pass = once(() -> {
                    clock.stepSeconds(1);
                    return false;
                });
                Callable<Boolean> sweep = once(() -> {
                    stores.get(1).sweep();
                    return false;
                });
                Callable<Boolean> sweepHere = once(() -> {
                    stores.get(0).sweep();
                    return false;
                });
                boolean renewed = Race.run(1, renew, pass, sweep, sweepHere).contains(true);
                stores.forEach(PresenceStore::sweep);
                awaitDelivered();

                assertThat(events).hasSize(renewed ? 0 : 1);
                assertThat(sessions.sessionsOf("ann")).hasSize(renewed ? 1 : 0);
                assertThat(stores.get(0).presence().recentStates())
                        .containsEntry("ann", renewed ? PresenceState.ACTIVE : PresenceState.OFFLINE);
            }
        }

        /** As long as one session lives, whatever happens to the others. */
        @Test
        void userWithALiveSession_isNeverPublishedAsOffline_andEventsAddUp() throws Exception {
            stores.get(0).presence().sessions().report("ann", "keeper-01", PresenceState.HIDDEN);
            clock.stepSeconds(1);
            awaitDelivered();
            events.clear();

            Callable<Boolean> work = () -> {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                UserPresence presence = stores.get(random.nextInt(2)).presence();
                String user = random.nextBoolean() ? "ann" : "bob";
                String session = "device-" + random.nextInt(3);
                PresenceState state = STATES.get(random.nextInt(3));
                switch (random.nextInt(8)) {
                    case 0 -> presence.sessions().end(user, session);
                    case 1 -> presence.sessions().renew(user, session);
                    case 2 -> presence.sessions().streamClosed(user, session, "hub");
                    case 3 -> clock.stepSeconds(3);
                    case 4 -> stores.get(random.nextInt(2)).sweep();
                    case 5 -> presence.update(user, STATES.get(random.nextInt(4)));
                    default -> presence.sessions().report(user, session, state);
                }
                return presence.sessions().renew("ann", "keeper-01");
            };
            List<Boolean> isKept = Race.run(ROUNDS, work);
            stores.forEach(PresenceStore::sweep);
            awaitDelivered();

            assertThat(isKept).doesNotContain(false);
            assertThat(events)
                    .filteredOn(event -> event.user().equals("ann"))
                    .isNotEmpty()
                    .noneMatch(event -> event.after().equals(Optional.of(PresenceState.OFFLINE)))
                    .noneMatch(event -> event.after().isEmpty());
            assertAddUp("ann", Optional.of(PresenceState.HIDDEN));
            assertAddUp("bob", Optional.empty());
        }

        /** Each state is left as often as it was reached, but for the first and the last one: nothing was told twice, or wrongly. */
        private void assertAddUp(String user, Optional<PresenceState> first) {
            Map<Optional<PresenceState>, Integer> visits = new HashMap<>();
            visits.merge(first, 1, Integer::sum);
            for (PresenceChanged event : events) {
                if (event.user().equals(user)) {
                    visits.merge(event.before(), -1, Integer::sum);
                    visits.merge(event.after(), 1, Integer::sum);
                }
            }
            visits.values().removeIf(count -> count == 0);
            Optional<PresenceState> last =
                    Optional.ofNullable(stores.get(0).presence().recentStates().get(user));
            assertThat(visits).isEqualTo(Map.of(last, 1));
        }

        private void awaitDelivered() throws InterruptedException {
            for (PresenceStore store : stores) {
                assertThat(store.events().awaitDelivered(Duration.ofSeconds(30)))
                        .isTrue();
            }
        }

        /** The race calls each racer on two threads. */
        private static Callable<Boolean> once(Callable<Boolean> racer) {
            AtomicBoolean called = new AtomicBoolean();
            return () -> !called.getAndSet(true) && racer.call();
        }
    }
}
