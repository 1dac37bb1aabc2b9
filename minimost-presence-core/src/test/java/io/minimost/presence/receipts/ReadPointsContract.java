package io.minimost.presence.receipts;

import static io.minimost.presence.testing.StoreFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.receipts.HostMessages.Sent;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Private reading, and messages marked as unread, in every store. */
abstract class ReadPointsContract {
    private static final PrivacySettings PRIVATE = PrivacySettings.DEFAULT.withReceipts(ReceiptPrivacy.PRIVATE);

    @RegisterExtension
    final StoreFixture fixture;

    /** Of the seconds 1 to 5. */
    private final MessageLookup host = new HostMessages(
            "general",
            IntStream.rangeClosed(1, 5).mapToObj(i -> new Sent(at(i), "alice")).toList());

    ReadPointsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void readPoint_isTheWatermark() {
        assertThat(points().readPoint("general", "bob")).isEmpty();

        receipts().markReadUpTo("general", "bob", at(3));
        receipts().markRead("general", "bob", List.of(at(4)));

        assertThat(points().readPoint("general", "bob")).contains(at(4));
        assertThat(points().ownReadPoints("bob")).isEmpty();
        assertThat(unread()).containsExactly(5);
    }

    @Test
    void privateReading_countsForTheUser_andIsSeenByNobody() {
        receipts().markRead("general", "bob", List.of(at(1)));
        FactPosition before = fixture.store().events().latest();
        fixture.takeEvents();

        assertThat(points().markReadPrivately("general", "bob", at(3))).isTrue();
        assertThat(points().markReadPrivately("general", "bob", at(3))).isFalse();
        assertThat(points().markReadPrivately("general", "bob", at(2))).isFalse();

        assertThat(unread()).containsExactly(4, 5);
        assertThat(points().readPoint("general", "bob")).contains(at(3));
        assertThat(points().ownReadPoints("bob")).containsExactly(entry("general", at(3)));
        assertThat(receipts().receiptsOf("general")).containsExactly(entry(at(1), List.of("bob")));
        assertThat(receipts().watermarks("general")).containsExactly(entry("bob", at(1)));
        assertThat(receipts().lastRead("general", "bob")).contains(at(1));
        assertThat(fixture.takeEvents()).containsExactly(new ReadPointMoved("general", "bob", at(3), START));
        assertThat(((Facts.Page) fixture.store().events().since(before, FactFilter.everything())).facts())
                .isEmpty();
    }

    @Test
    void privateReading_upToWhatOthersSee_isNothingNew() {
        receipts().markReadUpTo("general", "bob", at(3));
        fixture.takeEvents();

        assertThat(points().markReadPrivately("general", "bob", at(3))).isFalse();
        assertThat(points().markReadPrivately("general", "bob", at(2))).isFalse();

        assertThat(points().ownReadPoints("bob")).isEmpty();
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void markAllReadPrivately_marksWhatTheHostHas() {
        assertThat(points().markAllReadPrivately("general", "bob", host)).isEqualTo(5);
        assertThat(points().markAllReadPrivately("general", "bob", host)).isZero();

        assertThat(unread()).isEmpty();
        assertThat(receipts().unreadCounts(List.of("general"), "bob", host)).containsExactly(entry("general", 0));
        assertThat(receipts().watermarks("general")).isEmpty();
    }

    @Test
    void readerWithPrivateReceipts_readsPrivately_inEachWay() {
        fixture.store().presence().privacy().set("bob", PRIVATE);
        fixture.takeEvents();

        assertThat(receipts().markRead("general", "bob", List.of(at(2), at(1), at(2))))
                .isEqualTo(2);
        assertThat(unread()).containsExactly(3, 4, 5);
        assertThat(receipts().markRead("general", "bob", List.of(at(1)))).isZero();
        assertThat(receipts().markReadUpTo("general", "bob", at(3))).isTrue();
        assertThat(receipts().markReadUpTo("general", "bob", at(3))).isFalse();
        assertThat(receipts().markAllRead("general", "bob", host)).isEqualTo(2);
        receipts().markRead("general", "carol", List.of(at(1)));

        assertThat(unread()).isEmpty();
        assertThat(receipts().receiptsOf("general")).containsExactly(entry(at(1), List.of("carol")));
        assertThat(receipts().watermarks("general")).containsOnlyKeys("carol");
        assertThat(fixture.takeEvents())
                .containsExactly(
                        moved(2),
                        moved(3),
                        moved(5),
                        new WatermarkMoved("general", "carol", at(1), START),
                        new MessagesRead("general", "carol", List.of(at(1)), START));
    }

    @Test
    void readerWhoShowsReceiptsAgain_showsWhatTheyReadFromThenOn() {
        fixture.store().presence().privacy().set("bob", PRIVATE);
        receipts().markRead("general", "bob", List.of(at(1), at(2)));
        fixture.store().presence().privacy().set("bob", PrivacySettings.DEFAULT);
        assertThat(receipts().watermarks("general")).isEmpty();
        assertThat(unread()).containsExactly(3, 4, 5);

        receipts().markRead("general", "bob", List.of(at(3)));

        assertThat(receipts().receiptsOf("general")).containsExactly(entry(at(3), List.of("bob")));
        assertThat(receipts().watermarks("general")).containsExactly(entry("bob", at(3)));
        assertThat(points().ownReadPoints("bob")).isEmpty();
    }

    @Test
    void unreadMark_movesTheUsersOwnPointBack_andNothingElse() {
        receipts().markRead("general", "bob", List.of(at(1), at(2), at(3)));
        Map<Instant, List<String>> seen = receipts().receiptsOf("general");
        fixture.takeEvents();

        assertThat(points().markUnreadFrom("bob", message(2))).isTrue();
        assertThat(points().markUnreadFrom("bob", message(2))).isFalse();
        assertThat(points().markUnreadFrom("bob", message(3))).isFalse();

        assertThat(unread()).containsExactly(2, 3, 4, 5);
        assertThat(receipts().unreadCounts(List.of("general"), "bob", host)).containsExactly(entry("general", 4));
        assertThat(receipts().receiptsOf("general")).isEqualTo(seen);
        assertThat(receipts().watermarks("general")).containsExactly(entry("bob", at(3)));
        assertThat(fixture.takeEvents()).containsExactly(new ReadPointMoved("general", "bob", before(2), START));
    }

    @Test
    void unreadMark_ofWhatWasNotRead_changesNothing() {
        assertThat(points().markUnreadFrom("bob", message(2))).isFalse();
        receipts().markReadUpTo("general", "bob", at(1));
        fixture.takeEvents();

        assertThat(points().markUnreadFrom("bob", message(2))).isFalse();

        assertThat(unread()).containsExactly(2, 3, 4, 5);
        assertThat(points().ownReadPoints("bob")).isEmpty();
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void unreadMark_ofAMessageThatWasReadPrivately_movesThePointBack() {
        points().markReadPrivately("general", "bob", at(4));

        assertThat(points().markUnreadFrom("bob", message(3))).isTrue();

        assertThat(unread()).containsExactly(3, 4, 5);
        assertThat(points().markReadPrivately("general", "bob", at(4))).isTrue();
        assertThat(unread()).containsExactly(5);
    }

    @Test
    void readingAgain_clearsAnUnreadMark() {
        receipts().markRead("general", "bob", List.of(at(1), at(2), at(3)));
        points().markUnreadFrom("bob", message(1));
        fixture.takeEvents();

        assertThat(receipts().markRead("general", "bob", List.of(at(2)))).isZero();
        assertThat(unread()).containsExactly(3, 4, 5);
        assertThat(receipts().markReadUpTo("general", "bob", at(3))).isFalse();

        assertThat(unread()).containsExactly(4, 5);
        assertThat(points().ownReadPoints("bob")).isEmpty();
        assertThat(fixture.takeEvents()).containsExactly(moved(2), moved(3));
    }

    @Test
    void readingFurther_clearsAnUnreadMark() {
        receipts().markReadUpTo("general", "bob", at(3));
        points().markUnreadFrom("bob", message(1));
        fixture.takeEvents();

        assertThat(receipts().markRead("general", "bob", List.of(at(4)))).isEqualTo(1);

        assertThat(unread()).containsExactly(5);
        assertThat(points().ownReadPoints("bob")).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(
                        new WatermarkMoved("general", "bob", at(4), START),
                        moved(4),
                        new MessagesRead("general", "bob", List.of(at(4)), START));
    }

    @Test
    void points_areByUserAndChannel() {
        points().markReadPrivately("general", "bob", at(2));
        points().markReadPrivately("random", "bob", at(3));
        points().markReadPrivately("general", "carol", at(4));

        assertThat(points().ownReadPoints("bob")).containsExactly(entry("general", at(2)), entry("random", at(3)));
        assertThat(points().ownReadPoints("alice")).isEmpty();
        assertThat(points().ownReadPoints("bob")).isUnmodifiable();
    }

    @Test
    void points_areDeletedWithTheirUser_theirChannel_andTheMembership() {
        String team = fixture.store()
                .channels()
                .create("Team", "bob", List.of("carol"))
                .id()
                .text();
        for (String user : List.of("bob", "carol", "dave")) {
            points().markReadPrivately("general", user, at(2));
            points().markReadPrivately(team, user, at(2));
        }

        fixture.store().deleteUser("dave");
        assertThat(points().ownReadPoints("dave")).isEmpty();
        fixture.store().channels().leave(new io.minimost.presence.values.ChannelId.Private(1), "carol");
        assertThat(points().ownReadPoints("carol")).containsOnlyKeys("general");
        assertThat(points().ownReadPoints("bob")).containsOnlyKeys("general", team);
        fixture.store().deleteChannel("general");
        assertThat(points().ownReadPoints("bob")).containsOnlyKeys(team);
    }

    @Test
    void points_outliveAReset() {
        points().markReadPrivately("general", "bob", at(2));

        fixture.resetLiveState();

        assertThat(points().readPoint("general", "bob")).contains(at(2));
    }

    private List<Integer> unread() {
        return receipts().unread("general", "bob", host).stream()
                .map(time -> (int) (time.getEpochSecond() - START.getEpochSecond()))
                .toList();
    }

    private static ReadPointMoved moved(int number) {
        return new ReadPointMoved("general", "bob", at(number), START);
    }

    private static MessageRef message(int number) {
        return new MessageRef("general", at(number));
    }

    private static Instant before(int number) {
        return EpochSeconds.toInstant(Math.nextDown(EpochSeconds.of(at(number))));
    }

    static Instant at(int number) {
        return START.plusMillis(number * 1000L + 250);
    }

    ReadReceipts receipts() {
        return fixture.store().receipts();
    }

    ReadPoints points() {
        return receipts().readPoints();
    }
}
