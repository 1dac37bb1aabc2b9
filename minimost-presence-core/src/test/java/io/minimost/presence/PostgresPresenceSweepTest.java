package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.testing.PostgresNodes;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports that are ahead of the clock are swept on one node while time passes, and another program reports. */
class PostgresPresenceSweepTest {
    @RegisterExtension
    final PostgresNodes nodes = new PostgresNodes(2);

    @Test
    void whoIsSeenWhileTheSweepWaits_staysListed() throws Exception {
        List<String> unlisted = Collections.synchronizedList(new ArrayList<>());
        nodes.store(0).events().on(PresenceChanged.class, event -> {
            if (event.after().isEmpty()) {
                unlisted.add(event.user());
            }
        });
        nodes.store(0).presence().update("bob", PresenceState.ACTIVE);
        long start = nodes.clock().instant().getEpochSecond();
        nodes.plain()
                .sql("INSERT INTO presence (\"user\", last_seen, state) VALUES ('carol', ?, 'active')", start + 600);
        // The other node has begun a change that excludes all others, and waits for a row of another program.
        nodes.plain().sql("BEGIN");
        nodes.plain().sql("""
                INSERT INTO mp_privacy ("user", invisible, sends_typing, receipts, last_seen)
                VALUES ('dave', 0, 1, 'all', 'everyone')
                """);
        CompletableFuture<Void> change = CompletableFuture.runAsync(
                () -> nodes.store(1).presence().privacy().set("dave", PrivacySettings.DEFAULT.withSendsTyping(false)));
        awaitWaiting("transactionid");

        CompletableFuture<Void> sweep =
                CompletableFuture.runAsync(() -> nodes.store(0).sweep());
        awaitWaiting("advisory");
        nodes.clock().stepSeconds(5);
        nodes.plain().sql("UPDATE presence SET last_seen = ? WHERE \"user\" = 'bob'", start + 5);
        nodes.plain().sql("COMMIT");

        change.get(30, TimeUnit.SECONDS);
        sweep.get(30, TimeUnit.SECONDS);
        StoreFixture.awaitDelivered(nodes.store(0));
        assertThat(unlisted).containsExactly("carol");
        assertThat(nodes.store(1).presence().recentStates()).containsOnlyKeys("bob");
    }

    private void awaitWaiting(String event) {
        await().until(() -> {
            nodes.plain().sql("SELECT pg_stat_clear_snapshot()"); // Within a transaction, all looks would see the same.
            return nodes.plain().number("""
                    SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND wait_event = ?
                    """, event) == 1;
        });
    }
}
