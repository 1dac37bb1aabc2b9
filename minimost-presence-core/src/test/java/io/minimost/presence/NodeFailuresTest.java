package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.TcpProxy;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

/** A node in another JVM is killed, stopped or cut off in the middle of its work: the others go on, and nothing is lost. */
@Timeout(120)
class NodeFailuresTest {
    private static final int ENOUGH = 50;

    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private final Queue<Long> heardHere = new ConcurrentLinkedQueue<>();
    private PlainConnection plain;

    @BeforeEach
    void listen() throws Exception {
        nodes.b().events().onFacts(FactFilter.everything(), fact -> heardHere.add(fact.sequence()));
        plain = PlainConnection.on(nodes.dataSource().getConnection());
        plain.sql("SET search_path TO " + nodes.schema());
    }

    @AfterEach
    void disconnect() {
        plain.close();
    }

    @Test
    void aKilledNode_losesNothingThatWasAcknowledged() throws Exception {
        try (NodeProcess child = start(nodes.dataSource())) {
            child.kill();
            goOnHere();

            assertNothingIsLost(child);
        }
    }

    @Test
    void aStoppedNode_keepsNobodyFromWriting_andCatchesUp() throws Exception {
        try (NodeProcess child = start(nodes.dataSource())) {
            child.signal("STOP");
            goOnHere();
            child.signal("CONT");

            assertCatchesUp(child);
        }
    }

    @Test
    void aNodeThatIsCutOff_keepsNobodyFromWriting_andCatchesUp() throws Exception {
        PGSimpleDataSource server = nodes.dataSource();
        try (TcpProxy network = new TcpProxy(server.getPortNumbers()[0])) {
            server.setServerNames(new String[] {"localhost"});
            server.setPortNumbers(new int[] {network.port()});
            try (NodeProcess child = start(server)) {
                network.cut();
                goOnHere();
                network.restore();

                assertCatchesUp(child);
            }
        }
    }

    /** Starts a node, and waits until it is busy. */
    private NodeProcess start(PGSimpleDataSource server) throws Exception {
        server.setApplicationName(NodeMain.USER);
        NodeProcess child = new NodeProcess(server, nodes.schema());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> child.hasEnded() || (child.count("reaction") > ENOUGH && child.count("receipt") > ENOUGH));
        return child;
    }

    /** Writes until the server has taken from the other node what it held. */
    private void goOnHere() {
        for (int i = 0; i < ENOUGH || !inTransaction().isEmpty(); i++) {
            nodes.a().reactions().add(new MessageRef("random", NodeMain.message(i)), "rocket", "alice");
        }
        nodes.a().typing().start("alice", "general");
    }

    private List<String> inTransaction() {
        return plain.column(
                "SELECT query FROM pg_stat_activity WHERE application_name = ? AND backend_type = 'client backend'"
                        + " AND state LIKE '%transaction%'",
                NodeMain.USER);
    }

    private void assertCatchesUp(NodeProcess child) throws Exception {
        long latest = nodes.a().events().latest().sequence();
        int reactions = child.count("reaction");
        int receipts = child.count("receipt");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        child.count("reaction") > reactions + ENOUGH && child.count("receipt") > receipts + ENOUGH);
        await().atMost(Duration.ofSeconds(30)).until(() -> child.printed("fact").contains(String.valueOf(latest)));
        child.finish();
        List<Long> heardThere =
                child.printed("fact").stream().map(Long::valueOf).toList();
        assertThat(heardThere)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(heardThere.get(0), heardThere.get(heardThere.size() - 1))
                                .boxed()
                                .toList());
        assertNothingIsLost(child);
    }

    private void assertNothingIsLost(NodeProcess child) {
        assertThat(child.printed("fault")).isEmpty();
        assertThat(plain.column("SELECT msg_ts FROM message_reactions WHERE reactor = ?", NodeMain.USER))
                .containsAll(times(child.printed("reaction")));
        assertThat(plain.column("SELECT msg_ts FROM read_receipts WHERE reader = ?", NodeMain.USER))
                .containsAll(times(child.printed("receipt")));
        List<Long> all = LongStream.rangeClosed(1, plain.number("SELECT last_seq FROM mp_fact_log"))
                .boxed()
                .toList();
        assertThat(plain.column("SELECT seq FROM mp_facts ORDER BY seq"))
                .containsExactlyElementsOf(all.stream().map(String::valueOf).toList());
        await().until(() -> heardHere.size() >= all.size());
        assertThat(heardHere).containsExactlyElementsOf(all);
    }

    private static List<String> times(List<String> numbers) {
        return numbers.stream()
                .map(number -> String.valueOf(EpochSeconds.of(NodeMain.message(Integer.parseInt(number)))))
                .toList();
    }
}
