package io.minimost.presence.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.errors.PresenceStoreException.Busy;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The contract, and what only a file has. */
class StoreStatsInFileTest extends StoreStatsContract {
    private static final String NUMBERS =
            "WITH RECURSIVE numbers (n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) SELECT n FROM numbers";

    StoreStatsInFileTest() {
        super(StoreFixture.inFile(), 0);
    }

    @Test
    void lockHeldByAnotherProgram_isCountedAsBusy() {
        PresenceStore store = fixture.reopen(builder -> builder.busyTimeout(Duration.ofMillis(20)));
        fixture.plain().sql("BEGIN IMMEDIATE");

        assertThatThrownBy(() -> store.typing().start("alice", "general")).isInstanceOf(Busy.class);
        assertThatThrownBy(() -> store.typing().stop("alice", "general")).isInstanceOf(Busy.class);
        fixture.plain().sql("ROLLBACK");
        store.typing().start("alice", "general");

        StoreActivity activity = store.activity();
        assertThat(activity.busyRefusals()).isEqualTo(2);
        assertThat(calls(activity, CallKind.MERGED_WRITE).failures()).isEqualTo(1);
        assertThat(calls(activity, CallKind.MERGED_WRITE).latency().count()).isEqualTo(2);
        assertThat(calls(activity, CallKind.MERGED_WRITE).latency().longest()).isGreaterThan(Duration.ofMillis(19));
        assertThat(calls(activity, CallKind.EPHEMERAL_WRITE).failures()).isEqualTo(1);
    }

    @Test
    void writes_areInTheLogFirst() {
        PresenceStore store = fixture.store();
        store.typing().start("alice", "general");

        DatabaseStats database = store.stats().database();

        assertThat(database.walBytes().orElseThrow()).isPositive();
        assertThat(database.bytes())
                .isEqualTo(fixture.plain()
                        .number("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"));
        assertThat(database.freeBytes().orElseThrow()).isNotNegative();
    }

    @Test
    void deletedRows_leaveFreePages() {
        PresenceStore store = fixture.store();
        fixture.plain().sql("INSERT INTO typing SELECT 'user' || n, 'general', 1 FROM (" + NUMBERS + ")", 20_000);
        long before = store.stats().database().freeBytes().orElseThrow();

        fixture.plain().sql("DELETE FROM typing");

        assertThat(store.stats().database().freeBytes().orElseThrow()).isGreaterThan(before + 100_000);
    }

    @Test
    void failedSweep_isCounted() {
        PresenceStore store = fixture.store();
        store.typing().start("alice", "general");
        fixture.plain().sql("DROP TABLE typing");
        fixture.clock().stepSeconds(6);

        assertThatThrownBy(store::sweep).isInstanceOf(PresenceStoreException.class);

        assertThat(store.activity().sweeps().failures()).isEqualTo(1);
        assertThat(store.activity().sweeps().latency().count()).isEqualTo(1);
    }

    /** The others have one row. */
    @Test
    void rows_areOfAllTablesThatGrow() {
        TreeSet<String> tables = new TreeSet<>(fixture.plain()
                .column("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"));
        // One row; and some of the users in presence.
        tables.removeAll(Set.of("event_signal", "mp_fact_log", "mp_recent"));

        assertThat(fixture.store().stats().database().rows().keySet()).isEqualTo(tables);
    }

    @Test
    void rows_areCountedUpToAMillion() {
        fixture.plain().sql("INSERT INTO read_receipts SELECT 'general', n, 'alice' FROM (" + NUMBERS + ")", 1_000_003);

        Map<String, Long> rows = fixture.store().stats().database().rows();

        assertThat(rows).containsEntry("read_receipts", DatabaseStats.MAX_COUNTED_ROWS);
    }
}
