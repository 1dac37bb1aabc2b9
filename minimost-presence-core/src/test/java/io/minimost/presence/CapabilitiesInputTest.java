package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.Hostile;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What no method of receipts, reactions, channels and screen shares accepts, besides the names and channels that {@link
 * EveryMethodTest} tries. A refused call changes and publishes nothing.
 */
class CapabilitiesInputTest {
    private static final Instant AT = StoreFixture.START;
    private static final MessageRef MESSAGE = new MessageRef("general", AT);
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);
    private static final byte[] DATA = {1};
    private static final List<Instant> TOO_FAR = List.of(Instant.MAX, Instant.ofEpochSecond(31_556_889_864_403_199L));

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private String before = "";
    private String share = "";

    @BeforeEach
    void fillTheStore() {
        share = shares().start("general", "alice").orElseThrow().id();
        receipts().markRead("general", "alice", List.of(AT));
        reactions().add(MESSAGE, "rocket", "alice");
        PrivateChannel team = channels().create("Team", "alice", List.of());
        assertThat(team.id()).isEqualTo(TEAM);
        fixture.takeEvents();
        before = fixture.contents();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(fixture.contents()).isEqualTo(before).contains("alice");
    }

    @Test
    void invalidMembers_areRefused() {
        for (String name : Hostile.names()) {
            assertRefused(name, () -> channels().create("Team", "alice", List.of("bob", name)));
        }
    }

    @Test
    void invalidChannelsOfMessages_areRefused() {
        for (String channel : Hostile.channels()) {
            assertRefused(channel, () -> new MessageRef(channel, AT));
        }
    }

    @Test
    void invalidReactions_areRefused() {
        for (String emoji : Hostile.names()) {
            if (emoji.contains(":")) {
                continue; // Invalid only as the name of a user.
            }
            assertRefused(emoji, () -> reactions().add(MESSAGE, emoji, "bob"));
            assertRefused(emoji, () -> reactions().remove(MESSAGE, emoji, "bob"));
            assertRefused(emoji, () -> reactions().toggle(MESSAGE, emoji, "bob"));
        }
    }

    @Test
    void signalsAndMediaThatNobodyCouldUse_areRefused() {
        for (String payload : List.of("", "NaN", "[1,", "1e999", "\"\ud800\"", "[".repeat(33) + "]".repeat(33))) {
            assertRefused(payload, () -> shares().signals().send(share, "alice", "bob", SignalType.OFFER, payload));
        }
        for (String mimeType : List.of("", "text/html", "screen/off", "video/webm;codecs=vp8\r\n")) {
            assertRefused(mimeType, () -> shares().media().putInit(share, "alice", mimeType, DATA));
        }
        for (byte[] data : new byte[][] {{}, new byte[(1 << 20) + 1]}) {
            assertRefused("data", () -> shares().media().putInit(share, "alice", "video/webm", data));
            assertRefused("data", () -> shares().media().append(share, "alice", data));
        }
    }

    @Test
    void timesThatTheFileCannotHold_areRefused() {
        for (Instant time : TOO_FAR) {
            assertRefused("time", () -> receipts().markRead("general", "bob", List.of(AT, time)));
            assertRefused("time", () -> receipts().markReadUpTo("general", "bob", time));
            assertRefused("time", () -> new MessageRef("general", time));
            assertRefused("time", () -> HistoryVisibility.since(time));
            assertThat(reactions().reactionsTo("general", List.of(time))).containsValue(List.of());
            assertThat(receipts().receiptsOf("general", List.of(time))).containsValue(List.of());
            assertThat(receipts().page("general", Optional.of(time), 1)).isEmpty();
        }
        assertThat(receipts().page("general", Optional.of(Instant.MIN), 1)).hasSize(1);
    }

    @Test
    void numbersOfChannels_outsideOfTheirRange_areRefused() {
        for (long id : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000_000_000_000_000L}) {
            assertThatThrownBy(() -> new ChannelId.Private(id))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Long.toString(id));
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isRefusedByName() {
        assertNull("channel", () -> receipts().markRead((String) null, "bob", List.of(AT)));
        assertNull("user name", () -> receipts().markRead("general", null, List.of(AT)));
        assertNull("messages", () -> receipts().markRead("general", "bob", null));
        assertNull("message", () -> receipts().markRead("general", "bob", Arrays.asList(AT, null)));
        assertNull("upTo", () -> receipts().markReadUpTo("general", "bob", null));
        assertNull("messages", () -> receipts().markAllRead("general", "bob", null));
        assertNull("messages", () -> receipts().unread("general", "bob", null));
        assertNull("channel", () -> receipts().receiptsOf((String) null));
        assertNull("messages", () -> receipts().receiptsOf("general", null));
        assertNull("message", () -> receipts().receiptsOf("general", Arrays.asList(AT, null)));
        assertNull("after", () -> receipts().page("general", null, 1));
        assertNull("channel", () -> receipts().watermarks((String) null));
        assertNull("user name", () -> receipts().lastRead("general", null));

        assertNull("message", () -> reactions().add(null, "rocket", "bob"));
        assertNull("reaction", () -> reactions().remove(MESSAGE, null, "bob"));
        assertNull("user name", () -> reactions().toggle(MESSAGE, "rocket", null));
        assertNull("message", () -> reactions().reactionsTo(null));
        assertNull("channel", () -> reactions().reactionsTo((String) null, List.of(AT)));
        assertNull("message", () -> reactions().reactionsTo("general", Arrays.asList(AT, null)));
        assertNull("at", () -> new MessageRef("general", null));

        assertNull("name", () -> channels().create(null, "bob", List.of()));
        assertNull("user name", () -> channels().create("Team", null, List.of()));
        assertNull("others", () -> channels().create("Team", "bob", null));
        assertNull("user name", () -> channels().create("Team", "bob", Arrays.asList("carol", null)));
        assertNull("channel", () -> channels().rename(null, "alice", "New"));
        assertNull("name", () -> channels().rename(TEAM, "alice", null));
        assertNull("channel", () -> channels().addMember(null, "alice", "bob", HistoryVisibility.all()));
        assertNull("history", () -> channels().addMember(TEAM, "alice", "bob", null));
        assertNull("time", () -> HistoryVisibility.since(null));
        assertNull("channel", () -> channels().leave(null, "alice"));
        assertNull("channel", () -> channels().removeMember(null, "alice", "alice"));
        assertNull("channel", () -> channels().find(null));
        assertNull("user name", () -> channels().channelsOf(null));
        assertNull("channel", () -> channels().historyStart(null, "alice"));

        assertNull("channel", () -> shares().start((String) null, "alice"));
        assertNull("user name", () -> shares().start("general", null));
        assertNull("share", () -> shares().stop(null, "alice"));
        assertNull("user name", () -> shares().stop(share, null));
        assertNull("channel", () -> shares().active((String) null));
        assertNull("share", () -> shares().find(null));
        assertNull("share", () -> shares().signals().send(null, "alice", "bob", SignalType.OFFER, "{}"));
        assertNull("type", () -> shares().signals().send(share, "alice", "bob", null, "{}"));
        assertNull("payload", () -> shares().signals().send(share, "alice", "bob", SignalType.OFFER, null));
        assertNull("share", () -> shares().signals().waiting(null, "alice", 0));
        assertNull("share", () -> shares().media().putInit(null, "alice", "video/webm", DATA));
        assertNull("mimeType", () -> shares().media().putInit(share, "alice", null, DATA));
        assertNull("share", () -> shares().media().append(null, "alice", DATA));
        assertNull("data", () -> shares().media().append(share, "alice", null));
        assertNull("share", () -> shares().media().read(null, "alice", OptionalLong.empty()));
        assertNull("after", () -> shares().media().read(share, "alice", null));

        assertNull("user name", () -> fixture.store().deleteUser(null));
        assertNull("channel", () -> fixture.store().deleteChannel((String) null));
        assertNull("message", () -> fixture.store().deleteMessage(null));
    }

    private ReadReceipts receipts() {
        return fixture.store().receipts();
    }

    private Reactions reactions() {
        return fixture.store().reactions();
    }

    private PrivateChannels channels() {
        return fixture.store().channels();
    }

    private ScreenShares shares() {
        return fixture.store().screenShares();
    }

    private static void assertRefused(String input, ThrowingCallable call) {
        assertThatThrownBy(call).as(Hostile.printable(input)).isExactlyInstanceOf(IllegalArgumentException.class);
    }

    private static void assertNull(String parameter, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessageContaining(parameter);
    }
}
