package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and other programs on the same file. */
class ReadPointsInFileTest extends ReadPointsContract {
    ReadPointsInFileTest() {
        super(StoreFixture.inFile());
    }

    /** Not even the change counter. */
    @Test
    void whatOnlyTheUserSees_leavesTheTablesOfMiniMostAsTheyAre() {
        receipts().markRead("general", "bob", List.of(at(1), at(2)));
        String before = shared();

        points().markReadPrivately("general", "bob", at(4));
        points().markUnreadFrom("bob", new MessageRef("general", at(2)));
        receipts().deliveries().markDelivered("general", "bob", at(-9));
        fixture.store().presence().privacy().change("bob", any -> any.withReceipts(ReceiptPrivacy.PRIVATE));
        receipts().markRead("general", "bob", List.of(at(5)));
        receipts().markReadUpTo("general", "bob", at(6));

        assertThat(shared()).isEqualTo(before);
        assertThat(points().readPoint("general", "bob")).contains(at(6));
    }

    @Test
    void whatAnotherStoreChanges_holdsAtOnce() {
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            other.presence().privacy().change("bob", any -> any.withReceipts(ReceiptPrivacy.PRIVATE));
            receipts().markRead("general", "bob", List.of(at(2)));
            assertThat(other.receipts().receiptsOf("general")).isEmpty();
            assertThat(other.receipts().readPoints().readPoint("general", "bob"))
                    .contains(at(2));

            other.receipts().readPoints().markUnreadFrom("bob", new MessageRef("general", at(1)));
            assertThat(points().readPoint("general", "bob").orElseThrow()).isBefore(at(1));

            other.presence().privacy().set("bob", PrivacySettings.DEFAULT);
            receipts().markRead("general", "bob", List.of(at(2)));
            assertThat(other.receipts().readPoints().readPoint("general", "bob"))
                    .contains(at(2));
        }
    }

    /** Its page has read on: the user has seen the messages. */
    @Test
    void receiptOfMiniMost_thatIsNewer_counts() {
        receipts().markReadUpTo("general", "bob", at(3));
        points().markUnreadFrom("bob", new MessageRef("general", at(1)));

        miniMostReads(at(2));
        assertThat(points().readPoint("general", "bob").orElseThrow()).isBefore(at(1));
        miniMostReads(at(4));

        assertThat(points().readPoint("general", "bob")).contains(at(4));
        assertThat(points().ownReadPoints("bob")).isEmpty();
    }

    @Test
    void receiptOfMiniMost_thatIsOlderThanWhatWasReadPrivately_doesNot() {
        points().markReadPrivately("general", "bob", at(3));

        miniMostReads(at(2));

        assertThat(points().readPoint("general", "bob")).contains(at(3));
        assertThat(receipts().lastRead("general", "bob")).contains(at(2));
    }

    private void miniMostReads(Instant message) {
        fixture.plain()
                .sql(
                        "INSERT INTO read_receipts (channel, msg_ts, reader) VALUES ('general', ?, 'bob')",
                        EpochSeconds.of(message));
    }

    private String shared() {
        return fixture.plain().dump("read_receipts", "*")
                + fixture.plain().dump("event_signal", "*")
                + fixture.plain().dump("mp_read_watermarks", "*")
                + fixture.plain().dump("mp_facts", "*");
    }
}
