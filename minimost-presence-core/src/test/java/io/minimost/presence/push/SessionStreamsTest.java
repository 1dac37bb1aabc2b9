package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.SteppedClock;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of sessions. */
class SessionStreamsTest {
    private static final String DESK = "desk-0001";
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration CUT = Duration.ofSeconds(10);

    private final SteppedClock clock = new SteppedClock(StoreFixture.START);
    private final PresenceStore store =
            PresenceStore.builder().inMemory().clock(clock).manualSweeps().open();
    private final EventHub hub = EventHub.builder(store).build();

    @BeforeEach
    void report() {
        store.presence().sessions().report("ann", DESK, PresenceState.ACTIVE);
    }

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    @Test
    void lastConnection_leavesTenSeconds() {
        EventConnection first = connect("ann", DESK);
        EventConnection second = connect("ann", DESK);
        EventConnection other = connect("ann", "phone-0001");
        EventConnection stranger = connect("bob", DESK);
        first.close();
        other.close();
        stranger.close();
        awaitHub();
        assertThat(left()).isEqualTo(LEASE);

        second.close();
        await().until(() -> left().equals(CUT));
    }

    @Test
    void connectionThatReplacesTheLast_renews() {
        EventConnection first = connect("ann", DESK);
        first.close();
        await().until(() -> left().equals(CUT));
        clock.stepSeconds(3);

        connect("ann", DESK);

        assertThat(left()).isEqualTo(LEASE);
    }

    @Test
    void clientThatIsRefused_keepsItsLease() {
        AtomicBoolean fails = new AtomicBoolean();
        ConnectRequest request =
                ConnectRequest.of("ann").withSession(DESK).withChannels(List.of(ChannelId.parse("general")));
        try (EventHub failing = EventHub.builder(store)
                .channelAccess((user, channel) -> {
                    if (fails.get()) {
                        throw new IllegalStateException("the host's database is away");
                    }
                    return true;
                })
                .build()) {
            failing.connect(request, new TestClient()).close();
            await().until(() -> left().equals(CUT));
            report();
            fails.set(true);

            assertThatExceptionOfType(ConnectionRefusedException.class)
                    .isThrownBy(() -> failing.connect(request, new TestClient()));

            // The hub takes one after the other.
            store.presence().sessions().report("bob", "mark-0001", PresenceState.ACTIVE);
            failing.connect(ConnectRequest.of("bob").withSession("mark-0001"), new TestClient())
                    .close();
            await().until(() -> left("bob").equals(CUT));
            assertThat(left()).isEqualTo(LEASE);
        }
    }

    @Test
    void hubThatShutsDown_endsNoSession() {
        connect("ann", DESK);

        hub.shutdown();

        assertThat(left()).isEqualTo(LEASE);
    }

    @Test
    void connectionOfASessionThatIsNotOpenYet_countsOnceItIs() {
        EventConnection connection = connect("ann", "phone-0001");
        store.presence().sessions().end("ann", DESK);
        store.presence().sessions().report("ann", "phone-0001", PresenceState.ACTIVE);

        connection.close();

        await().until(() -> left().equals(CUT));
    }

    /** A transport that notices it only by writing is written to at each look. */
    @Test
    void clientThatIsKilled_isNoticedByTheSecondWrite() {
        AtomicLong nanos = new AtomicLong();
        try (EventHub checking = EventHub.builder(store).nanoTime(nanos::get).build()) {
            List<BrokenPipe> pipes = List.of(new BrokenPipe(), new BrokenPipe());
            checking.connect(ConnectRequest.of("ann").withSession(DESK), pipes.get(0));
            checking.connect(ConnectRequest.of("bob"), pipes.get(1));
            pipes.forEach(pipe -> await().until(pipe::hasFlushed));
            pipes.forEach(BrokenPipe::breakAfterOneMore);

            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            await().until(pipes.get(0)::hasFlushed);
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            await().until(() -> left().equals(CUT));

            assertThat(pipes.get(1).hasFlushed())
                    .as("without a session, nobody sees it")
                    .isFalse();
        }
    }

    @Test
    void idsThatAreNotValid_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectRequest.of("ann").withSession("short"))
                .withMessageContaining("'short'");
    }

    /** Takes one more write, as a network does after a client is gone, and then none. */
    private static final class BrokenPipe implements EventSink {
        private final AtomicInteger flushes = new AtomicInteger();
        private volatile int last = Integer.MAX_VALUE;

        void breakAfterOneMore() {
            last = 1;
            flushes.set(0);
        }

        boolean hasFlushed() {
            return flushes.get() > 0;
        }

        @Override
        public void write(OutgoingEvent event, Runnable onDone) throws IOException {
            if (flushes.get() >= last) {
                throw new IOException("broken pipe");
            }
            onDone.run();
        }

        @Override
        public void flush(Runnable onDone) {
            flushes.incrementAndGet();
            onDone.run();
        }

        @Override
        public boolean noticesThatItsClientIsGone() {
            return false;
        }

        @Override
        public void end(EndReason reason) {}
    }

    private EventConnection connect(String user, String session) {
        return hub.connect(ConnectRequest.of(user).withSession(session), new TestClient());
    }

    /** Until the hub has done what was closed before: it takes one after the other. */
    private void awaitHub() {
        store.presence().sessions().report("bob", "mark-0001", PresenceState.ACTIVE);
        connect("bob", "mark-0001").close();
        await().until(() -> left("bob").equals(CUT));
    }

    private Duration left() {
        return left("ann");
    }

    private Duration left(String user) {
        return Duration.between(
                clock.instant(),
                store.presence().sessions().sessionsOf(user).get(0).leaseEnd());
    }
}
