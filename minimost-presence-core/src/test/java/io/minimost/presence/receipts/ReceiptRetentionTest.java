package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptRetentionTest {
    private static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @BeforeEach
    void keepForADay() {
        fixture.reopen(builder -> builder.receiptRetention(Duration.ofDays(1)));
    }

    @Test
    void sweep_foldsOldReceiptsIntoTheWatermarks() {
        insert(START.minusSeconds(86_401), "alice");
        insert(START.minusSeconds(86_400), "alice");
        insert(START.minusSeconds(86_402), "bob");
        insert(START.minusSeconds(90_000), "bob");
        receipts().markReadUpTo("general", "carol", START);
        insert(START.minusSeconds(90_000), "carol");

        fixture.sweep();

        assertThat(receipts().receiptsOf("general"))
                .containsExactly(entry(START.minusSeconds(86_400), List.of("alice")));
        assertThat(receipts().watermarks("general"))
                .containsExactly(
                        entry("alice", START.minusSeconds(86_400)),
                        entry("bob", START.minusSeconds(86_402)),
                        entry("carol", START));
        assertThat(fixture.plain().dump("mp_read_watermarks", "reader, last_read_ts - 1.8e9"))
                .isEqualTo("[[carol, 0.0], [bob, -86402.0], [alice, -86401.0]]");
    }

    /** Each row is replaced on its own, also if other rows have the same channel or the same reader. */
    @Test
    void sweep_ofOneTime_foldsEveryReaderAndEveryChannel() {
        Instant old = START.minusSeconds(90_000);
        for (String channel : List.of("general", "random")) {
            for (String reader : List.of("alice", "bob", "carol")) {
                fixture.plain()
                        .sql("INSERT INTO read_receipts VALUES (?, ?, ?)", channel, EpochSeconds.of(old), reader);
            }
        }

        fixture.sweep();

        for (String channel : List.of("general", "random")) {
            assertThat(receipts().receiptsOf(channel)).isEmpty();
            assertThat(receipts().watermarks(channel))
                    .containsExactly(entry("alice", old), entry("bob", old), entry("carol", old));
        }
    }

    @Test
    void sweep_ofMoreThanABatch_foldsAll() {
        List<Instant> old = IntStream.rangeClosed(1, 1201)
                .mapToObj(i -> START.minusSeconds(100_000 + i))
                .toList();
        receipts().markRead("general", "alice", old);
        receipts().markRead("random", "alice", List.of(START));

        fixture.sweep();

        assertThat(receipts().receiptsOf("general")).isEmpty();
        assertThat(receipts().receiptsOf("random")).hasSize(1);
        assertThat(receipts().lastRead("general", "alice")).contains(old.get(0));
    }

    @Test
    void sweep_looksOnceAnHour() {
        fixture.sweep();
        insert(START.minusSeconds(86_401), "alice");

        fixture.clock().stepSeconds(3599);
        fixture.sweep();
        assertThat(receipts().receiptsOf("general")).hasSize(1);

        fixture.clock().stepSeconds(1);
        fixture.sweep();
        assertThat(receipts().receiptsOf("general")).isEmpty();
    }

    @Test
    void sweep_publishesNothing() {
        insert(START.minusSeconds(86_401), "alice");
        fixture.sweep();
        fixture.takeEvents(); // ExternalChange

        receipts().markRead("general", "bob", List.of(START.minusSeconds(86_401)));
        fixture.takeEvents();
        fixture.clock().stepSeconds(3600);
        fixture.sweep();

        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(receipts().receiptsOf("general")).isEmpty();
    }

    @Test
    void sweep_ofRowsThatNoMiniMostWrites_ends() {
        insert(Double.NEGATIVE_INFINITY, "'alice'");
        insert(EpochSeconds.of(START) - 90_000, "x'6162'");
        insert(EpochSeconds.of(START) - 90_000, "'bob'");

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT hex(reader) FROM read_receipts ORDER BY reader"))
                .containsExactly("616C696365", "6162");
        assertThat(receipts().watermarks("general")).containsKey("bob");
    }

    @Test
    void sweep_ofManyRowsThatNoComparisonFinds_foldsWhatLiesBehindThem() {
        double old = EpochSeconds.of(START) - 90_000;
        insert(old, "'bob'");
        for (int i = 0; i < 1200; i++) {
            insert(old, String.format(Locale.ROOT, "x'%04x'", i));
        }
        insert(old + 1, "'alice'");
        insert(old + 1, "x'00'");
        insert(old + 2, "'carol'");

        fixture.sweep();

        assertThat(fixture.plain().column("SELECT count(*) FROM read_receipts")).containsExactly("1201");
        assertThat(receipts().watermarks("general")).containsKeys("alice", "bob", "carol");
    }

    @Test
    void withoutRetention_everythingStays() {
        fixture.reopen(builder -> builder);
        insert(Instant.EPOCH, "alice");

        fixture.sweep();

        assertThat(receipts().receiptsOf("general")).hasSize(1);
    }

    private ReadReceipts receipts() {
        return fixture.store().receipts();
    }

    private void insert(Instant message, String reader) {
        insert(EpochSeconds.of(message), "'" + reader + "'");
    }

    private void insert(double message, String reader) {
        fixture.plain().sql("INSERT INTO read_receipts VALUES ('general', ?, " + reader + ")", message);
    }
}
