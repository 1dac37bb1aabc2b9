package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.Call;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.receipts.ReadPoints;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every method that takes the text of a channel also takes a parsed one, and does the same. */
class ParsedChannelTest {
    private static final ChannelId DM = ChannelId.direct("alice", "bob");
    private static final Instant FIRST = Instant.ofEpochSecond(1);
    private static final Instant SECOND = Instant.ofEpochSecond(2);

    private final PresenceStore store = PresenceStore.inMemory();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void typing() {
        store.typing().start("bob", DM);

        assertThat(store.typing().typingUsers(DM)).containsExactly("bob");
        assertThat(store.typing().typingUsers(DM, "bob")).isEmpty();
        assertThat(store.typing().typingUsers(DM.text())).containsExactly("bob");
        assertThat(store.typing().stop("bob", DM)).isTrue();
    }

    @Test
    void receipts() {
        MessageLookup messages = new TwoMessages();

        assertThat(store.receipts().markRead(DM, "bob", List.of(FIRST))).isEqualTo(1);
        assertThat(store.receipts().unread(DM, "bob", messages)).containsExactly(SECOND);
        assertThat(store.receipts().markAllRead(DM, "bob", messages)).isEqualTo(1);
        assertThat(store.receipts().markReadUpTo(DM, "alice", SECOND)).isTrue();
        assertThat(store.receipts().receiptsOf(DM)).containsOnlyKeys(FIRST, SECOND);
        assertThat(store.receipts().receiptsOf(DM, List.of(SECOND))).isEqualTo(Map.of(SECOND, List.of("bob")));
        assertThat(store.receipts().page(DM, Optional.of(FIRST), 1)).containsOnlyKeys(SECOND);
        assertThat(store.receipts().watermarks(DM)).isEqualTo(Map.of("alice", SECOND, "bob", SECOND));
        assertThat(store.receipts().lastRead(DM, "bob")).contains(SECOND);
        assertThat(store.receipts().lastRead(DM.text(), "bob")).contains(SECOND);
    }

    @Test
    void ownReceipts() {
        ReadPoints points = store.receipts().readPoints();

        assertThat(points.markReadPrivately(DM, "bob", FIRST)).isTrue();
        assertThat(points.markAllReadPrivately(DM, "bob", new TwoMessages())).isEqualTo(1);
        assertThat(points.readPoint(DM, "bob")).contains(SECOND);
        assertThat(store.receipts().deliveries().markDelivered(DM, "bob", FIRST))
                .isTrue();
        assertThat(store.receipts().deliveries().deliveredUpTo(DM)).isEqualTo(Map.of("bob", FIRST));
        assertThat(store.receipts().deliveries().deliveredUpTo(DM, "bob")).contains(FIRST);
    }

    @Test
    void reactions() {
        store.reactions().add(new MessageRef(DM, FIRST), "tada", "bob");

        assertThat(store.reactions().reactionsTo(DM, List.of(FIRST)).get(FIRST)).hasSize(1);
        assertThat(store.reactions().reactionsTo(new MessageRef(DM.text(), FIRST)))
                .hasSize(1);
    }

    @Test
    void callsAndScreenShares() {
        Call call = store.calls().initiate(DM, "alice").call().orElseThrow();
        ScreenShare share = store.screenShares().start(DM, "alice").orElseThrow();

        assertThat(store.calls().active(DM)).contains(call);
        assertThat(store.calls().active(DM.text())).contains(call);
        assertThat(store.screenShares().active(DM)).containsExactly(share);
        assertThat(store.screenShares().active(DM.text())).containsExactly(share);

        store.deleteChannel(DM);

        assertThat(store.calls().active(DM)).isEmpty();
        assertThat(store.screenShares().active(DM)).isEmpty();
    }

    @Test
    void hostEvents() {
        assertThat(HostEvent.in(DM, "mark", "1")).isEqualTo(HostEvent.in(DM.text(), "mark", "1"));
    }

    /** Who takes part in a channel, of each kind. */
    @Test
    void participants() {
        ChannelId team =
                store.channels().create("Team", "carol", List.of("alice")).id();
        ChannelId general = ChannelId.parse("general");

        assertThat(store.channels().participants(DM)).containsExactly("alice", "bob");
        assertThat(store.channels().participants(team)).containsExactly("alice", "carol");
        assertThat(store.channels().participants(general)).isEmpty();
        assertThat(store.channels().takesPart(DM, "alice")).isTrue();
        assertThat(store.channels().takesPart(DM, "carol")).isFalse();
        assertThat(store.channels().takesPart(team, "carol")).isTrue();
        assertThat(store.channels().takesPart(team, "bob")).isFalse();
        assertThat(store.channels().takesPart(general, "bob")).isFalse();
    }

    private static final class TwoMessages implements MessageLookup {
        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return Optional.empty();
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            return List.of(FIRST, SECOND);
        }
    }
}
