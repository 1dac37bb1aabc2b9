package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.testing.PostgresNodes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A heartbeat that arrives on one node while another one removes its user, who was silent for too long. */
class PostgresHeartbeatRaceTest {
    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(2);

    @Test
    void aUserWhoIsRemovedAtThisMoment_joinsAgain() throws Exception {
        PrivateChannel team = nodes.store(0).channels().create("Team", "alice", List.of("bob", "carol"));
        String call = nodes.store(0)
                .calls()
                .initiate(team.id().text(), "alice")
                .call()
                .orElseThrow()
                .id();
        nodes.store(0).calls().accept(call, "bob");
        nodes.store(0).calls().accept(call, "carol");
        nodes.clock().stepSeconds(3600);
        nodes.store(0).calls().heartbeat(call, "alice");
        nodes.store(0).calls().heartbeat(call, "carol");
        double now = nodes.clock().instant().getEpochSecond();
        nodes.plain().sql("BEGIN");
        nodes.plain().sql("UPDATE call_participants SET state = 'left', left_ts = ? WHERE username = 'bob'", now);

        CompletableFuture<Boolean> heartbeat =
                CompletableFuture.supplyAsync(() -> nodes.store(1).calls().heartbeat(call, "bob"));
        await().until(() -> {
            nodes.plain().sql("SELECT pg_stat_clear_snapshot()"); // Within a transaction, all looks would see the same.
            return nodes.plain().number("""
                    SELECT count(*) FROM pg_stat_activity
                    WHERE wait_event_type = 'Lock' AND query LIKE '%UPDATE call_participants%'
                    """) == 1;
        });
        nodes.plain().sql("COMMIT");

        assertThat(heartbeat.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(nodes.plain().text("SELECT state FROM call_participants WHERE username = 'bob'"))
                .isEqualTo("accepted");
    }
}
