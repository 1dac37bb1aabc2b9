package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users, channels and messages that the host deletes. */
class DeletionTest {
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @BeforeEach
    void aliceAndBobDoEverything() {
        fixture.store().channels().create("Team", "bob", List.of("alice"));
        for (String user : List.of("alice", "bob")) {
            fixture.store().presence().update(user, PresenceState.ACTIVE);
            fixture.store().presence().setOverride(user, PresenceOverride.IDLE);
            for (String channel : List.of("general", "private:1")) {
                fixture.store().typing().start(user, channel);
                fixture.store().receipts().markRead(channel, user, List.of(MESSAGE.at()));
                fixture.store().reactions().add(new MessageRef(channel, MESSAGE.at()), "rocket", user);
            }
        }
        plain().sql("INSERT INTO call_participants (call_id, username) VALUES ('c1', 'alice'), ('c1', 'bob')");
        plain().sql("INSERT INTO call_signals VALUES (1, 'c1', 'alice', 'bob', 'offer', '{}', 1.5),"
                + " (2, 'c1', 'bob', 'alice', 'answer', '{}', 1.5), (3, 'c1', 'bob', 'carol', 'offer', '{}', 1.5)");
        plain().sql("INSERT INTO screenshares VALUES ('s0', 'general', 'alice', 'ended', 1.5, 1.5),"
                + " ('s1', 'general', 'alice', 'active', 1.5, NULL), ('s2', 'general', 'bob', 'active', 1.5, NULL)");
        fixture.sweep(); // Detects the lines above as changes by another process.
        fixture.takeEvents();
    }

    @Test
    void deleteUser_removesTheUserEverywhere() {
        String bobBefore = rowsOf("bob");

        fixture.store().deleteUser("alice");

        assertThat(rowsOf("alice")).isEqualTo("[][][][][][][][]");
        assertThat(rowsOf("bob")).isEqualTo(bobBefore).doesNotContain("[]");
        assertThat(plain().dump("call_signals", "id")).isEqualTo("[[3]]");
        assertThat(plain().column("SELECT share_id FROM screenshares")).containsExactly("s2");
        assertThat(fixture.store().presence().recentStates()).containsOnlyKeys("bob");
        assertThat(fixture.store().channels().channelsOf("alice")).isEmpty();
        assertThat(fixture.store().receipts().lastRead("general", "alice")).isEmpty();
    }

    @Test
    void deleteUser_leavesTheNameInDirectChannelsAndInOneFact() {
        zoeDoesEverything();
        assertThat(tablesThatName("zoe"))
                .contains(
                        "presence",
                        "typing",
                        "read_receipts",
                        "mp_read_watermarks",
                        "message_reactions",
                        "private_channels",
                        "private_channel_members",
                        "calls",
                        "call_participants",
                        "call_signals",
                        "call_media",
                        "screenshares",
                        "mp_facts");

        fixture.store().deleteUser("zoe");

        assertThat(tablesThatName("zoe")).containsExactly("mp_facts");
        assertThat(plain().column("SELECT kind FROM mp_facts WHERE username = 'zoe'"))
                .containsExactly("user_forgotten");
        assertThat(plain().dump("share_media", "*")).as("the user's media").isEqualTo("[]");
        assertThat(fixture.store().receipts().receiptsOf("dm:bob:zoe"))
                .as("what bob read")
                .hasSize(1);
    }

    @Test
    void deleteUser_ofTheCreator_leavesTheChannelToItsMembers() {
        PrivateChannel other = fixture.store().channels().create("Other", "alice", List.of());

        fixture.store().deleteUser("bob");

        PrivateChannel team =
                fixture.store().channels().find(new ChannelId.Private(1)).orElseThrow();
        assertThat(team.members()).containsExactly("alice");
        assertThat(team.createdBy()).isEmpty();
        assertThat(fixture.store().channels().channelsOf("alice")).containsExactly(team, other);
        assertThat(other.createdBy()).contains("alice");
    }

    @Test
    void deleteUser_isPublishedOnce() {
        fixture.store().deleteUser("alice");

        assertThat(fixture.takeEvents())
                .contains(new UserDeleted("alice", StoreFixture.START))
                .hasSize(4)
                .hasOnlyElementsOfTypes(UserDeleted.class, TypingStopped.class, ScreenShareEnded.class);
    }

    @Test
    void deleteUser_isOneTransaction() {
        String before = plain().dump();
        // The last table to be cleared fails.
        plain().sql("CREATE TRIGGER refuse BEFORE UPDATE ON screenshares BEGIN SELECT raise(ABORT, 'refused'); END");

        assertThat(catchThrowable(() -> fixture.store().deleteUser("alice"))).isNotNull();

        assertThat(plain().dump()).isEqualTo(before);
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void deleteChannel_removesItEverywhere() {
        plain().sql("INSERT INTO screenshares VALUES ('s3', 'private:1', 'bob', 'ended', 1.5, 1.5)");
        fixture.store().deleteChannel("private:1");

        for (String table :
                List.of("typing", "read_receipts", "mp_read_watermarks", "message_reactions", "screenshares")) {
            assertThat(plain().column("SELECT DISTINCT channel FROM " + table))
                    .as(table)
                    .containsExactly("general");
        }
        assertThat(fixture.store().channels().find(new ChannelId.Private(1))).isEmpty();
        assertThat(plain().dump("private_channel_members", "*")).isEqualTo("[]");
        assertThat(fixture.takeEvents()).containsExactly(new ChannelDeleted("private:1", StoreFixture.START));
    }

    @Test
    void deleteMessage_removesReceiptsAndReactions() {
        fixture.store().deleteMessage(MESSAGE);

        for (String table : List.of("read_receipts", "message_reactions")) {
            assertThat(plain().column("SELECT DISTINCT channel FROM " + table))
                    .as(table)
                    .containsExactly("private:1");
        }
        assertThat(fixture.store().receipts().watermarks("general")).containsOnlyKeys("alice", "bob");
        assertThat(fixture.takeEvents()).containsExactly(new MessageDeleted(MESSAGE, StoreFixture.START));
    }

    @Test
    void deleteChannel_ofTwo_takesTheNameWithIt() {
        zoeDoesEverything();
        fixture.store().deleteUser("zoe");

        fixture.store().deleteChannel("dm:bob:zoe");

        assertThat(plain().dump().lines().filter(table -> table.contains("zoe")))
                .singleElement()
                .asString()
                .startsWith("mp_facts:");
    }

    private void zoeDoesEverything() {
        PresenceStore store = fixture.store();
        store.presence().update("zoe", PresenceState.ACTIVE);
        String club = store.channels()
                .create("Club", "zoe", List.of("bob", "carol"))
                .id()
                .text();
        for (String channel : List.of("general", club, "dm:bob:zoe")) {
            store.typing().start("zoe", channel);
            store.receipts().markRead(channel, "zoe", List.of(MESSAGE.at()));
            store.reactions().add(new MessageRef(channel, MESSAGE.at()), "rocket", "zoe");
        }
        store.receipts().markRead("dm:bob:zoe", "bob", List.of(MESSAGE.at()));
        String over =
                store.calls().initiate("dm:bob:zoe", "bob").call().orElseThrow().id();
        store.calls().end(over, "bob");

        String call = store.calls().initiate(club, "zoe").call().orElseThrow().id();
        store.calls().accept(call, "bob");
        store.calls().accept(call, "carol");
        store.calls().shareScreen(call, "zoe", true);
        store.calls().signals().send(call, "zoe", "bob", SignalType.OFFER, "{}");
        store.calls().signals().send(call, "bob", "zoe", SignalType.ANSWER, "{}");
        store.calls().media().putInit(call, "zoe", Optional.of(MediaTrack.SCREEN), "video/webm", new byte[] {1});
        String share =
                store.screenShares().start("general", "zoe").orElseThrow().id();
        store.screenShares().signals().send(share, "bob", "zoe", SignalType.OFFER, "{}");
        store.screenShares().media().putInit(share, "zoe", "video/webm", new byte[] {1});
    }

    /** Without the names in the identifiers of direct channels. */
    private List<String> tablesThatName(String user) {
        return plain().dump()
                .lines()
                .filter(table -> table.replace("dm:bob:zoe", "").contains(user))
                .map(table -> table.substring(0, table.indexOf(':')))
                .toList();
    }

    private String rowsOf(String user) {
        StringBuilder rows = new StringBuilder();
        for (String condition : List.of(
                "presence WHERE user",
                "typing WHERE user",
                "read_receipts WHERE reader",
                "mp_read_watermarks WHERE reader",
                "message_reactions WHERE reactor",
                "private_channel_members WHERE username",
                "screenshares WHERE sharer",
                "call_participants WHERE username")) {
            rows.append(plain().sql("SELECT * FROM " + condition + " = ?", user));
        }
        return rows.toString();
    }

    private PlainConnection plain() {
        return fixture.plain();
    }
}
