package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.minimost.presence.events.PresenceEvent.ChannelForgotten;
import io.minimost.presence.events.PresenceEvent.MessageForgotten;
import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.UserForgotten;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.user.PresenceOverride;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Users, channels and messages that the host deletes. */
class ForgetTest {
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
        fixture.store().sweep(); // Takes note that the lines above came from elsewhere.
        fixture.takeEvents();
    }

    @Test
    void forget_removesTheUserEverywhere() {
        String bobBefore = rowsOf("bob");

        fixture.store().forget("alice");

        assertThat(rowsOf("alice")).isEqualTo("[][][][][][][][]");
        assertThat(rowsOf("bob")).isEqualTo(bobBefore).doesNotContain("[]");
        assertThat(plain().dump("call_signals", "id")).isEqualTo("[[3]]");
        assertThat(plain().column("SELECT share_id FROM screenshares")).containsExactly("s2");
        assertThat(fixture.store().presence().online()).containsOnlyKeys("bob");
        assertThat(fixture.store().channels().mine("alice")).isEmpty();
        assertThat(fixture.store().receipts().lastRead("general", "alice")).isEmpty();
    }

    @Test
    void forget_announcesTheUserOnce() {
        fixture.store().forget("alice");

        assertThat(fixture.takeEvents())
                .contains(new UserForgotten("alice", StoreFixture.START))
                .hasSize(4)
                .hasOnlyElementsOfTypes(UserForgotten.class, TypingStopped.class, ScreenShareEnded.class);
    }

    @Test
    void forget_isOneTransaction() {
        String before = plain().dump();
        // Whatever is cleared last of all fails.
        plain().sql("CREATE TRIGGER refuse BEFORE UPDATE ON screenshares BEGIN SELECT raise(ABORT, 'refused'); END");

        assertThat(catchThrowable(() -> fixture.store().forget("alice"))).isNotNull();

        assertThat(plain().dump()).isEqualTo(before);
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void forgetChannel_removesItEverywhere() {
        plain().sql("INSERT INTO screenshares VALUES ('s3', 'private:1', 'bob', 'ended', 1.5, 1.5)");
        fixture.store().forgetChannel("private:1");

        for (String table :
                List.of("typing", "read_receipts", "mp_read_watermarks", "message_reactions", "screenshares")) {
            assertThat(plain().column("SELECT DISTINCT channel FROM " + table))
                    .as(table)
                    .containsExactly("general");
        }
        assertThat(fixture.store().channels().find(new ChannelId.Private(1))).isEmpty();
        assertThat(plain().dump("private_channel_members", "*")).isEqualTo("[]");
        assertThat(fixture.takeEvents()).containsExactly(new ChannelForgotten("private:1", StoreFixture.START));
    }

    @Test
    void forgetMessage_removesReceiptsAndReactions() {
        fixture.store().forgetMessage(MESSAGE);

        for (String table : List.of("read_receipts", "message_reactions")) {
            assertThat(plain().column("SELECT DISTINCT channel FROM " + table))
                    .as(table)
                    .containsExactly("private:1");
        }
        assertThat(fixture.store().receipts().watermarks("general")).containsOnlyKeys("alice", "bob");
        assertThat(fixture.takeEvents()).containsExactly(new MessageForgotten(MESSAGE, StoreFixture.START));
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
