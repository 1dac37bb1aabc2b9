package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.DatabaseFixture;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much is deleted at once. */
class RetentionTaskTest {
    @RegisterExtension
    final DatabaseFixture fixture = DatabaseFixture.inMemory();

    /** The rows of each item that is expired. */
    private final Deque<Integer> expired = new ArrayDeque<>();

    private final IdentityHashMap<Transaction, Integer> deleted = new IdentityHashMap<>();

    private boolean kept;
    private int searches;

    @BeforeEach
    void start() {
        new RetentionTask(fixture.database(), Duration.ofDays(1), this::find, this::delete).start();
    }

    @Test
    void aTransaction_deletesAFewItems() {
        add(1000, 7);

        sweep();

        assertThat(expired).isEmpty();
        assertThat(deleted.values()).hasSizeGreaterThanOrEqualTo(10).allMatch(rows -> rows <= 700);
        assertThat(deleted.values().stream().mapToInt(rows -> rows).sum()).isEqualTo(7000);
    }

    /** They were found, but have changed since. */
    @Test
    void whatIsNoLongerExpired_endsTheSearch() {
        kept = true;
        add(1000, 1);

        sweep();

        assertThat(expired).hasSize(1000);
        assertThat(searches).isEqualTo(1);
    }

    @Test
    void aBacklog_isSpreadOverTheMinutes() {
        add(25_000, 1);

        sweep();
        assertThat(expired).hasSize(15_000);

        fixture.clock().stepSeconds(59);
        sweep();
        assertThat(expired).hasSize(15_000);

        fixture.clock().stepSeconds(1);
        sweep();
        assertThat(expired).hasSize(5_000);

        fixture.clock().stepSeconds(60);
        sweep();
        assertThat(expired).isEmpty();
    }

    @Test
    void nothingExpired_writesNothing() {
        sweep();

        assertThat(deleted).isEmpty();
    }

    private List<String> find(Transaction transaction, double before, int limit) {
        searches++;
        return expired.stream().limit(limit).map(String::valueOf).toList();
    }

    private int delete(Transaction transaction, String id, double before) {
        if (kept) {
            return 0;
        }
        int rows = Integer.parseInt(id);
        expired.remove(rows);
        deleted.merge(transaction, rows, Integer::sum);
        return rows;
    }

    private void add(int items, int rows) {
        IntStream.range(0, items).forEach(i -> expired.add(rows));
    }

    private void sweep() {
        fixture.database().callbacks().sweep();
    }
}
