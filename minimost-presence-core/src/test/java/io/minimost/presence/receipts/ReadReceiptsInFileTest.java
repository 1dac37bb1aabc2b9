package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and changes to the table by other programs. */
class ReadReceiptsInFileTest extends ReadReceiptsContract {
    private static final double SECOND = START.getEpochSecond();

    ReadReceiptsInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void markRead_writesOneRowForEachReader_asMiniMostDoes() {
        mark("bob", 1, 1);

        assertThat(fixture.plain().dump("read_receipts", "channel, msg_ts - 1.8e9, reader, typeof(msg_ts)"))
                .isEqualTo("[[general, 1.25, bob, real]]");
        assertThat(fixture.plain().dump("mp_read_watermarks", "channel, reader, last_read_ts - 1.8e9"))
                .isEqualTo("[[general, bob, 1.25]]");
    }

    @Test
    void rowsOfOthers_raiseTheWatermark() {
        insert("general", SECOND + 3.25, "bob");
        assertThat(receipts().lastRead("general", "bob")).contains(at(3));

        mark("bob", 4);
        insert("general", SECOND + 6.25, "bob");
        insert("general", SECOND + 5.25, "bob");
        insert("general", SECOND + 9.25, "alice");
        insert("random", SECOND + 20.25, "bob");

        assertThat(receipts().lastRead("general", "bob")).contains(at(6));
        assertThat(receipts().watermarks("general")).containsExactly(entry("alice", at(9)), entry("bob", at(6)));
    }

    @Test
    void markReadUpTo_whatAnotherHasWrittenAlready_publishesNothing() {
        receipts().markReadUpTo("general", "bob", at(1));
        insert("general", SECOND + 6.25, "bob");
        fixture.takeEvents();

        assertThat(receipts().markReadUpTo("general", "bob", at(4))).isFalse();
        mark("bob", 5);
        assertThat(fixture.takeEvents()).hasOnlyElementsOfType(MessagesRead.class);

        assertThat(receipts().markReadUpTo("general", "bob", at(7))).isTrue();
        assertThat(receipts().lastRead("general", "bob")).contains(at(7));
    }

    @Test
    void deleteMessage_thatOnlyAnotherHasMarked_leavesTheWatermark() {
        insert("general", SECOND + 6.25, "bob");

        fixture.store().deleteMessage(new MessageRef("general", at(6)));

        assertThat(receipts().receiptsOf("general")).isEmpty();
        assertThat(receipts().lastRead("general", "bob")).contains(at(6));
    }

    @Test
    void rowsThatNoMiniMostWrites_breakNothing() {
        mark("bob", 1);
        insert("general", Double.POSITIVE_INFINITY, "bob");
        insert("general", Double.NEGATIVE_INFINITY, "carol");
        insert("general", 1e300, "bob");
        fixture.plain().sql("INSERT INTO read_receipts VALUES ('general', 'yesterday', 'bob')");
        fixture.plain().sql("INSERT INTO read_receipts VALUES ('general', x'00', 'bob')");
        insert("dm:bob:alice", SECOND, "bob");
        insert("private:01", SECOND, "bob");
        insert("", SECOND, "");
        insert("general", SECOND + 1.25, "no:name \n");

        assertThat(receipts().receiptsOf("general")).containsExactly(entry(at(1), List.of("bob", "no:name \n")));
        assertThat(receipts().watermarks("general")).containsOnlyKeys("bob", "no:name \n");
        assertThat(receipts().lastRead("general", "bob")).contains(at(1));
        assertThat(receipts().lastRead("general", "carol")).isEmpty();
        assertThat(mark("bob", 2)).isEqualTo(1);
        assertThat(receipts().lastRead("general", "bob")).contains(at(2));
    }

    @Test
    void aRealThatIsAWholeNumber_isFound() {
        insert("general", SECOND, "bob");

        assertThat(receipts().receiptsOf("general")).containsExactly(entry(START, List.of("bob")));
        assertThat(receipts().receiptsOf("general", List.of(START))).containsExactly(entry(START, List.of("bob")));
        assertThat(receipts().markRead("general", "bob", List.of(START))).isZero();
    }

    @Test
    void times_ofAnyMagnitude_comeBack() {
        List<Instant> times = List.of(
                Instant.parse("-999999-01-01T00:00:00Z"),
                Instant.EPOCH,
                START,
                Instant.parse("+999999-01-01T00:00:00Z"));
        receipts().markRead("general", "bob", times);

        assertThat(receipts().receiptsOf("general").keySet()).containsExactlyElementsOf(times);
        assertThat(receipts().lastRead("general", "bob")).contains(times.get(3));
    }

    private void insert(String channel, double message, String reader) {
        fixture.plain()
                .sql("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES (?, ?, ?)", channel, message, reader);
    }
}
