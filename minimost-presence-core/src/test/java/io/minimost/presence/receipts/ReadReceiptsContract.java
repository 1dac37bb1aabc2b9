package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.receipts.HostMessages.Sent;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for receipts and watermarks in every store. */
abstract class ReadReceiptsContract {
    static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture;

    ReadReceiptsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void everything_afterNothing_isEmpty() {
        assertThat(receipts().receiptsOf("general")).isEmpty();
        assertThat(receipts().receiptsOf("general", List.of())).isEmpty();
        assertThat(receipts().watermarks("general")).isEmpty();
        assertThat(receipts().lastRead("general", "bob")).isEmpty();
    }

    @Test
    void receiptsOf_showsTheReadersInByteOrder_oldestMessageFirst() {
        mark("bob", 2, 1);
        mark("alice", 2);
        mark("Zoe", 2);
        mark("\ud83d\ude00", 2);
        mark("\uff5e", 2);
        receipts().markRead("random", "carol", List.of(at(1)));

        assertThat(receipts().receiptsOf("general"))
                .containsExactly(
                        entry(at(1), List.of("bob")),
                        entry(at(2), List.of("Zoe", "alice", "bob", "\uff5e", "\ud83d\ude00")));
    }

    @Test
    void markRead_again_changesAndPublishesNothing() {
        assertThat(mark("bob", 1, 2, 1)).isEqualTo(2);
        fixture.takeEvents();

        assertThat(mark("bob", 2, 1)).isZero();
        assertThat(receipts().markRead("general", "bob", List.of())).isZero();

        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(receipts().receiptsOf("general")).hasSize(2);
    }

    @Test
    void markRead_publishesOnlyWhatIsNew() {
        mark("bob", 5);
        fixture.takeEvents();
        fixture.clock().stepSeconds(60);
        Instant now = fixture.clock().instant();

        assertThat(mark("bob", 6, 5, 3)).isEqualTo(2);

        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(
                        new MessagesRead("general", "bob", List.of(at(6), at(3)), now),
                        new WatermarkMoved("general", "bob", at(6), now));
    }

    @Test
    void markRead_ofAnOlderMessage_leavesTheWatermark() {
        mark("bob", 5);
        fixture.takeEvents();

        assertThat(mark("bob", 3)).isEqualTo(1);

        assertThat(fixture.takeEvents()).containsExactly(new MessagesRead("general", "bob", List.of(at(3)), START));
        assertThat(receipts().lastRead("general", "bob")).contains(at(5));
    }

    @Test
    void markRead_ofThousands_isOneCall() {
        Instant[] many = IntStream.range(0, 2000).mapToObj(this::at).toArray(Instant[]::new);

        assertThat(receipts().markRead("general", "bob", List.of(many))).isEqualTo(2000);

        assertThat(receipts().receiptsOf("general")).hasSize(2000);
        assertThat(fixture.takeEvents()).hasSize(2);
    }

    @Test
    void times_areWhatTheFileCanHold_everywhere() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_300);
        Instant stored = EpochSeconds.asStored(exact);
        assertThat(stored).isNotEqualTo(exact);

        receipts().markRead("general", "bob", List.of(exact));

        assertThat(receipts().receiptsOf("general")).containsOnlyKeys(stored);
        assertThat(receipts().watermarks("general")).containsExactly(entry("bob", stored));
        assertThat(receipts().lastRead("general", "bob")).contains(stored);
        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(
                        new MessagesRead("general", "bob", List.of(stored), START),
                        new WatermarkMoved("general", "bob", stored, START));
    }

    @Test
    void receiptsOf_someMessages_keepsTheirOrderAndTheirTimes() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_300);
        mark("bob", 1, 3);
        receipts().markRead("general", "alice", List.of(at(3), exact));

        assertThat(receipts().receiptsOf("general", List.of(at(3), exact, at(2), at(1))))
                .containsExactly(
                        entry(at(3), List.of("alice", "bob")),
                        entry(exact, List.of("alice")),
                        entry(at(2), List.of()),
                        entry(at(1), List.of("bob")));
    }

    @Test
    void page_walksThroughALongChannel() {
        IntStream.range(0, 25).forEach(i -> mark("bob", i));
        mark("alice", 10);
        List<Instant> walked = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        Map<Instant, List<String>> page = receipts().page("general", Optional.empty(), 10);
        while (!page.isEmpty()) {
            sizes.add(page.size());
            walked.addAll(page.keySet());
            page = receipts().page("general", Optional.of(walked.get(walked.size() - 1)), 10);
        }

        assertThat(sizes).containsExactly(10, 10, 5);
        assertThat(walked).isEqualTo(IntStream.range(0, 25).mapToObj(this::at).toList());
    }

    @Test
    void page_withALimitBelowOne_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> receipts().page("general", Optional.empty(), 0))
                .withMessageContaining("0");
    }

    @Test
    void results_areUnmodifiable() {
        mark("bob", 1);

        assertThat(receipts().receiptsOf("general")).isUnmodifiable();
        assertThat(receipts().receiptsOf("general").get(at(1))).isUnmodifiable();
        assertThat(receipts().receiptsOf("general", List.of(at(1)))).isUnmodifiable();
        assertThat(receipts().watermarks("general")).isUnmodifiable();
    }

    @Test
    void markReadUpTo_movesForwardOnly() {
        assertThat(receipts().markReadUpTo("general", "bob", at(5))).isTrue();
        assertThat(receipts().markReadUpTo("general", "bob", at(5))).isFalse();
        assertThat(receipts().markReadUpTo("general", "bob", at(4))).isFalse();
        assertThat(receipts().markReadUpTo("general", "bob", at(6))).isTrue();

        assertThat(receipts().lastRead("general", "bob")).contains(at(6));
        assertThat(receipts().receiptsOf("general")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        new WatermarkMoved("general", "bob", at(5), START),
                        new WatermarkMoved("general", "bob", at(6), START));
    }

    @Test
    void watermarks_areByReaderAndChannel() {
        mark("bob", 3);
        receipts().markReadUpTo("general", "alice", at(7));
        receipts().markReadUpTo("random", "carol", at(9));

        assertThat(receipts().watermarks("general")).containsExactly(entry("alice", at(7)), entry("bob", at(3)));
        assertThat(receipts().lastRead("random", "bob")).isEmpty();
        assertThat(receipts().lastRead("random", "carol")).contains(at(9));
    }

    @Test
    void unread_isWhatOthersSentSince() {
        MessageLookup host = host(new Sent(at(1), "alice"), new Sent(at(2), "bob"), new Sent(at(3), "carol"));
        assertThat(receipts().unread("general", "bob", host)).containsExactly(at(1), at(3));

        mark("bob", 1);
        assertThat(receipts().unread("general", "bob", host)).containsExactly(at(3));
        assertThat(receipts().unread("random", "bob", host)).isEmpty();

        receipts().markReadUpTo("general", "bob", at(3));
        assertThat(receipts().unread("general", "bob", host)).isEmpty();
    }

    @Test
    void unread_whenTheHostKnowsTheTimeMoreExactly_endsAtTheLastMessageRead() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_300);
        assertThat(EpochSeconds.asStored(exact))
                .as("stored as earlier than it is")
                .isBefore(exact);
        MessageLookup host = host(new Sent(exact, "alice"), new Sent(exact.plusSeconds(1), "alice"));

        receipts().markRead("general", "bob", List.of(exact));

        assertThat(receipts().unread("general", "bob", host)).containsExactly(exact.plusSeconds(1));
    }

    @Test
    void markAllRead_marksWhatIsUnread() {
        MessageLookup host = host(new Sent(at(1), "alice"), new Sent(at(2), "bob"), new Sent(at(3), "carol"));

        assertThat(receipts().markAllRead("general", "bob", host)).isEqualTo(2);
        assertThat(receipts().markAllRead("general", "bob", host)).isZero();

        assertThat(receipts().receiptsOf("general").keySet()).containsExactly(at(1), at(3));
        assertThat(receipts().lastRead("general", "bob")).contains(at(3));
    }

    @Test
    void deleteMessage_removesItsReceiptsAndLeavesTheWatermarks() {
        mark("bob", 1, 2);
        receipts().markRead("random", "bob", List.of(at(2)));

        fixture.store().deleteMessage(new MessageRef("general", at(2)));

        assertThat(receipts().receiptsOf("general")).containsOnlyKeys(at(1));
        assertThat(receipts().receiptsOf("random")).containsOnlyKeys(at(2));
        assertThat(receipts().lastRead("general", "bob")).contains(at(2));
    }

    @Test
    void deleteMessage_doesNotLowerAWatermark() {
        mark("bob", 1);
        receipts().markReadUpTo("general", "bob", at(9));

        fixture.store().deleteMessage(new MessageRef("general", at(1)));

        assertThat(receipts().lastRead("general", "bob")).contains(at(9));
        assertThat(receipts().watermarks("general")).containsExactly(entry("bob", at(9)));
    }

    @Test
    void deleteChannel_removesReceiptsAndWatermarks() {
        mark("bob", 1);
        receipts().markReadUpTo("general", "alice", at(7));
        receipts().markRead("random", "bob", List.of(at(2)));

        fixture.store().deleteChannel("general");

        assertThat(receipts().receiptsOf("general")).isEmpty();
        assertThat(receipts().watermarks("general")).isEmpty();
        assertThat(receipts().watermarks("random")).containsOnlyKeys("bob");
    }

    ReadReceipts receipts() {
        return fixture.store().receipts();
    }

    int mark(String reader, int... messages) {
        Collection<Instant> times = IntStream.of(messages).mapToObj(this::at).toList();
        return receipts().markRead("general", reader, times);
    }

    /** The time of message {@code number}; times have fractions. */
    Instant at(int number) {
        return START.plusMillis(number * 1000L + 250);
    }

    private static MessageLookup host(Sent... messages) {
        return new HostMessages("general", List.of(messages));
    }
}
