package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nodes that start at the same moment on a database without tables. */
class SimultaneousStartTest {
    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    private final Queue<PresenceStore> opened = new ConcurrentLinkedQueue<>();

    private String schema() {
        return nodes.schema() + "_new";
    }

    @RepeatedTest(5)
    void nodesThatStartTogether_createTheTablesOnce() throws Exception {
        List<Boolean> results = Race.run(
                1,
                () -> opened.add(PresenceStore.builder()
                        .postgres(nodes.dataSource())
                        .postgresSchema(schema())
                        .readers(1)
                        .open()));

        assertThat(results).containsOnly(true);
        opened.element().presence().update("alice", PresenceState.ACTIVE);
        assertThat(opened).allMatch(store -> store.presence().recentStates().size() == 1);
    }

    @AfterEach
    void drop() {
        opened.forEach(PresenceStore::close);
        nodes.sql("DROP SCHEMA IF EXISTS " + schema() + " CASCADE");
    }
}
