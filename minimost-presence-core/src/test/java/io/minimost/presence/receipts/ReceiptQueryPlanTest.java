package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.QueryPlans;
import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReceiptQueryPlanTest {
    private static final String KEY = "SEARCH read_receipts USING COVERING INDEX sqlite_autoindex_read_receipts_1 ";

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    /** The order of the readers depends on it. */
    @Test
    void aChannel_isReadInTheOrderOfTheKey_fromThePlaceAskedFor() {
        assertThat(plans(ReceiptSql.class).of("readersAfter"))
                .containsExactly(KEY + "(channel=? AND msg_ts>? AND msg_ts<?)");
    }

    @Test
    void aMessage_isFoundByItsKey() {
        assertThat(plans(ReceiptSql.class).of("readers")).contains(KEY + "(channel=? AND msg_ts=?)");
        assertThat(plans(ReceiptSql.class).of("deleteMessage"))
                .first()
                .asString()
                .contains("sqlite_autoindex_read_receipts_1 (channel=? AND msg_ts=?)");
    }

    @Test
    void lastRead_looksOnlyAtWhatIsNewerThanTheWatermark() {
        assertThat(plans(WatermarkSql.class).of("lastRead"))
                .contains(KEY + "(channel=? AND msg_ts>? AND msg_ts<?)")
                .contains("SEARCH mp_read_watermarks USING INDEX sqlite_autoindex_mp_read_watermarks_1"
                        + " (channel=? AND reader=?)")
                .noneMatch(step -> step.startsWith("SCAN read_receipts") || step.contains("TEMP B-TREE"));
    }

    @Test
    void raise_looksOnlyAtWhatIsAsNewAsTheTimeAskedFor() {
        assertThat(plans(WatermarkSql.class).of("moveForward"))
                .contains("SEARCH receipt USING COVERING INDEX sqlite_autoindex_read_receipts_1"
                        + " (channel=? AND msg_ts>? AND msg_ts<?)")
                .contains("SEARCH mark USING INDEX sqlite_autoindex_mp_read_watermarks_1 (channel=? AND reader=?)")
                .noneMatch(step -> step.startsWith("SCAN read_receipts") || step.contains("TEMP B-TREE"));
    }

    @Test
    void watermarks_lookAtOneChannel() {
        assertThat(plans(WatermarkSql.class).of("all"))
                .anyMatch(step -> step.startsWith(KEY + "(channel=?"))
                .noneMatch(step -> step.startsWith("SCAN read_receipts") || step.startsWith("SCAN mp_"));
    }

    /** Batch after batch, so that a large backlog is not walked through once for each. */
    @Test
    void oldReceipts_areFoundFromThePlaceAskedFor() {
        assertThat(plans(ReceiptSql.class).of("olderThan")).containsExactly(KEY + "((channel,msg_ts,reader)>(?,?,?))");
    }

    @Test
    void allReadPointsOfAChannel_areFoundByIt() {
        assertThat(plans(ReadPointSql.class).of("deleteChannel"))
                .containsExactly("SEARCH mp_read_points USING INDEX mp_read_points_channel (channel=?)");
    }

    private QueryPlans plans(Class<?> sqlObject) {
        return new QueryPlans(fixture.plain(), sqlObject);
    }
}
