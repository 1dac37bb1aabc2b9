package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.testing.TwoNodes;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

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

    /** Waits until a session has given up waiting for the table, and another attempt is waiting. */
    private static void awaitFailedLook(PlainConnection plain) {
        String first = waitingSince(plain);
        await().until(() ->
                !waitingSince(plain).equals(first) && !waitingSince(plain).equals("none"));
    }

    private static String waitingSince(PlainConnection plain) {
        plain.sql("SELECT pg_stat_clear_snapshot()");
        return plain.text("SELECT coalesce(max(query_start)::text, 'none') FROM pg_stat_activity"
                + " WHERE wait_event_type = 'Lock' AND query LIKE '%SELECT%mp_news%' AND pid <> pg_backend_pid()");
    }
}
