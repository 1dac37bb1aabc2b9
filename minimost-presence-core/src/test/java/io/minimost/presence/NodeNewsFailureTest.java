package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.testing.TcpProxy;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** A node that looks for what others have done, and fails halfway. */
class NodeNewsFailureTest {
    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    @Test
    void aLookThatFails_losesNoFact() throws Exception {
        Queue<Long> heard = new ConcurrentLinkedQueue<>();
        PresenceStore impatient = nodes.open(builder -> builder.busyTimeout(Duration.ofSeconds(1)));
        impatient.events().onFacts(FactFilter.everything(), fact -> heard.add(fact.sequence()));
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            plain.sql("SET search_path TO " + nodes.schema());
            plain.sql("BEGIN");
            // It finds the new end of the log, but cannot read what else there is.
            plain.sql("LOCK TABLE mp_news IN ACCESS EXCLUSIVE MODE");
            awaitFailedLook(plain);
            nodes.a().receipts().markReadUpTo("general", "alice", StoreFixture.START);
            awaitFailedLook(plain);
            awaitFailedLook(plain);
            plain.sql("COMMIT");
        }

        await().untilAsserted(() -> assertThat(heard).containsExactly(1L));
    }

    @Test
    void aFactThatCannotBeRead_arrivesAtALaterSweep() throws Exception {
        Queue<Long> heard = new ConcurrentLinkedQueue<>();
        PresenceStore impatient = nodes.open(
                builder -> builder.busyTimeout(Duration.ofMillis(500)).manualSweeps());
        impatient.events().onFacts(FactFilter.everything(), fact -> heard.add(fact.sequence()));
        nodes.a().receipts().markReadUpTo("general", "alice", StoreFixture.START);
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            plain.sql("SET search_path TO " + nodes.schema());
            plain.sql("BEGIN");
            // Its sweep finds the new end of the log, but not the fact.
            plain.sql("LOCK TABLE mp_facts IN ACCESS EXCLUSIVE MODE");
            assertThat(catchThrowable(impatient::sweep)).isInstanceOf(PresenceStoreException.Busy.class);
            assertThat(impatient.events().awaitDelivered(Duration.ofSeconds(10)))
                    .isTrue();
            plain.sql("COMMIT");
        }
        assertThat(heard).isEmpty();

        impatient.sweep();

        assertThat(impatient.events().awaitDelivered(Duration.ofSeconds(10))).isTrue();
        assertThat(heard).containsExactly(1L);
    }

    /** The server has stored them, so they must not be refused as duplicates when they are sent again. */
    @Test
    void newsWhoseAnswerIsLost_arriveOnce_andSoDoLaterOnes() throws Exception {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        nodes.b().events().on(TypingChangedElsewhere.class, typing -> heard.add(typing.channel()));
        PGSimpleDataSource server = serverThatMayMove();
        int port = server.getPortNumbers()[0];
        ExecutorService caller = Executors.newSingleThreadExecutor();
        TcpProxy network = new TcpProxy(port);
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            server.setPortNumbers(new int[] {network.port()});
            PresenceStore sender =
                    nodes.open(builder -> builder.postgres(server).manualSweeps());
            sender.typing().start("alice", "first");
            plain.sql("SET search_path TO " + nodes.schema());
            plain.sql("BEGIN");
            plain.sql("LOCK TABLE mp_news IN SHARE MODE");
            Future<?> call = caller.submit(() -> sender.typing().start("alice", "second"));
            await().until(() -> !waitingSince(plain, "%INSERT%mp_news%").equals("none"));
            network.cut();
            plain.sql("COMMIT");
            await().until(() -> plain.number("SELECT count(*) FROM mp_news") == 2);
            server.setPortNumbers(new int[] {port});
            network.close();
            call.get();
            sender.typing().start("alice", "third");
        } finally {
            network.close();
            caller.shutdownNow();
        }

        await().untilAsserted(() -> assertThat(heard).containsExactly("first", "second", "third"));
    }

    /** Nobody knows whether the user is active now, and a client that reports it again changes nothing. */
    @Test
    void aChangeWhoseAnswerIsLost_isReadAgainAsSoonAsTheDatabaseAnswers() throws Exception {
        PGSimpleDataSource server = serverThatMayMove();
        int port = server.getPortNumbers()[0];
        ExecutorService caller = Executors.newSingleThreadExecutor();
        TcpProxy network = new TcpProxy(port);
        try (PlainConnection plain = PlainConnection.on(nodes.dataSource().getConnection())) {
            server.setPortNumbers(new int[] {network.port()});
            PresenceStore store = nodes.open(builder -> builder.postgres(server).manualSweeps());
            Queue<ExternalChange> heard = new ConcurrentLinkedQueue<>();
            store.events().on(ExternalChange.class, heard::add);
            store.presence().update("alice", PresenceState.IDLE);
            plain.sql("SET search_path TO " + nodes.schema());
            plain.sql("BEGIN");
            plain.sql("UPDATE presence SET state = state");
            Future<?> call = caller.submit(() -> store.presence().update("alice", PresenceState.ACTIVE));
            await().until(() -> !waitingSince(plain, "%presence%").equals("none"));
            network.cut();
            plain.sql("COMMIT");
            await().until(() -> plain.text("SELECT state FROM presence").equals("active"));
            network.close();
            assertThat(catchThrowable(call::get)).hasCauseInstanceOf(PresenceStoreException.OutcomeUnknown.class);
            server.setPortNumbers(new int[] {port});

            store.presence().update("alice", PresenceState.ACTIVE);

            await().until(() -> heard.size() == 1);
        } finally {
            network.close();
            caller.shutdownNow();
        }
    }

    /** With one address only, so that its port alone decides whether a network lies between. */
    private PGSimpleDataSource serverThatMayMove() {
        PGSimpleDataSource server = nodes.dataSource();
        server.setServerNames(new String[] {"localhost"});
        return server;
    }

    /** Waits until a session has given up waiting for the table, and another attempt is waiting. */
    private static void awaitFailedLook(PlainConnection plain) {
        String first = waitingSince(plain);
        await().until(() ->
                !waitingSince(plain).equals(first) && !waitingSince(plain).equals("none"));
    }

    private static String waitingSince(PlainConnection plain) {
        return waitingSince(plain, "%SELECT%mp_news%");
    }

    private static String waitingSince(PlainConnection plain, String query) {
        plain.sql("SELECT pg_stat_clear_snapshot()");
        return plain.text(
                "SELECT coalesce(max(query_start)::text, 'none') FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND query LIKE ? AND pid <> pg_backend_pid()",
                query);
    }
}
