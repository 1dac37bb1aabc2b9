package io.minimost.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.ChannelId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside MiniMost's first generation: each user has a file with a copy of each message, under an id of its own. */
class FirstMiniMostTest {
    private static final double SENT = 1795487159.1591275;

    private MiniMostInstallation installation;
    private RunningBridge bridge;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        installation = MiniMostInstallation.first(data, "alice", "bob", "carol");
        installation.message("users/alice", "dm:alice:carol", "carol", 1.5);
        send("general", "bob", SENT, "alice", "bob", "carol");
        bridge = new RunningBridge(installation);
    }

    @AfterEach
    void stop() throws Exception {
        bridge.stop();
    }

    private void send(String channel, String sender, double ts, String... users) {
        for (String user : users) {
            installation.message("users/" + user, channel, sender, ts);
        }
    }

    @Test
    void reaction_isFoundByTheUsersOwnId_andSentAgainToAll() throws Exception {
        assertThat(bridge.react("alice", "2", "thumbsup").body()).isEqualTo("{\"thumbsup\":[\"alice\"]}\n");
        assertThat(bridge.react("bob", "1", "thumbsup").body()).isEqualTo("{\"thumbsup\":[\"alice\",\"bob\"]}\n");

        assertThat(installation.column("presence", "SELECT reactor FROM message_reactions WHERE msg_ts = " + SENT))
                .containsExactlyInAnyOrder("alice", "bob");
        for (String user : List.of("alice", "bob", "carol")) {
            assertThat(installation.column("users/" + user, "SELECT channel FROM messages WHERE reactions_ts > 1.7e9"))
                    .as(user)
                    .containsExactly("general");
        }
    }

    @Test
    void reaction_thatIsTakenBack_isSentAgainToo() throws Exception {
        bridge.react("bob", "1", "thumbsup");
        installation.run("users/carol", "UPDATE messages SET reactions_ts = NULL");

        assertThat(bridge.react("bob", "1", "thumbsup").body()).isEqualTo("{}\n");

        assertThat(installation.column("users/carol", "SELECT id FROM messages WHERE reactions_ts > 1.7e9"))
                .containsExactly(1);
    }

    @Test
    void reaction_inAPrivateChannel_isSentToItsMembersOnly() throws Exception {
        ChannelId.Private team = bridge.store()
                .channels()
                .create("Team", "alice", List.of("bob", "carol"))
                .id();
        send("private:1", "alice", SENT + 1, "alice", "bob", "carol");
        bridge.store().channels().leave(team, "carol");

        assertThat(bridge.react("bob", "2", "thumbsup").statusCode()).isEqualTo(200);

        assertThat(stamped("alice")).containsExactly("private:1");
        assertThat(stamped("bob")).containsExactly("private:1");
        assertThat(stamped("carol")).as("has left").isEmpty();
    }

    /** MiniMost's messages may name any user, and a name must not lead to a file that is not a user's. */
    @Test
    void reaction_inAChannelThatNamesAPath_touchesNoOtherFile() throws Exception {
        String channel = "dm:../outside:alice";
        installation.run("outside", "CREATE TABLE messages (channel TEXT, ts REAL, reactions_ts REAL)");
        installation.run("outside", "INSERT INTO messages VALUES ('" + channel + "', " + SENT + ", NULL)");
        send(channel, "alice", SENT, "alice");

        assertThat(bridge.react("alice", "3", "thumbsup").statusCode())
                .as("no user has such a name")
                .isEqualTo(404);

        assertThat(stamped("alice")).isEmpty();
        assertThat(installation.column("outside", "SELECT reactions_ts FROM messages"))
                .containsOnlyNulls();
    }

    @Test
    void receipt_setsRead_inTheFileOfTheReader() throws Exception {
        send("general", "alice", SENT - 1, "alice", "bob", "carol");

        assertThat(bridge.post("alice", "/mark_read/general").statusCode()).isEqualTo(204);

        assertThat(installation.column("users/alice", "SELECT read FROM messages ORDER BY ts"))
                .as("another channel, the user's own, bob's")
                .containsExactly(0, 0, 1);
        assertThat(installation.column("users/carol", "SELECT read FROM messages ORDER BY ts"))
                .containsExactly(0, 0);
        assertThat(bridge.get("bob", "/read_receipts/general").body())
                .isEqualTo("{\"1795487159.1591275\":[\"alice\"]}\n");
    }

    @Test
    void notice_isAMessageInTheFileOfEachMember_whichNobodyHasToRead() throws Exception {
        bridge.store().channels().create("Team", "alice", List.of("bob"));

        bridge.post("alice", "/private_channels/1/add_member", "application/json", "{\"username\":\"carol\"}");

        List<Map<String, Object>> ofAlice = notices("alice");
        assertThat(ofAlice).hasSize(1);
        assertThat(ofAlice.get(0))
                .containsEntry("content", "alice added carol to this channel")
                .containsEntry("content_type", "system")
                .containsEntry("read", 1);
        assertThat(notices("bob")).isEqualTo(ofAlice);
        assertThat(notices("carol")).isEqualTo(ofAlice);
        assertThat(bridge.get("bob", "/private_channels").body()).contains("\"unread\":0");
    }

    @Test
    void changeCounter_isRaisedForEachWrite() throws Exception {
        long before = installation.changeCounter();

        bridge.react("bob", "1", "thumbsup");

        assertThat(installation.changeCounter()).isEqualTo(before + 2);
    }

    @Test
    void nothing_hasToBeMoved() {
        assertThat(bridge.bridge().moveData()).isEqualTo(new Bridge.Moved(0, 0));
    }

    private List<Object> stamped(String user) {
        return installation.column(
                "users/" + user, "SELECT channel FROM messages WHERE reactions_ts IS NOT NULL ORDER BY id");
    }

    private List<Map<String, Object>> notices(String user) {
        return installation.rows(
                "users/" + user, "SELECT content, content_type, ts, read FROM messages WHERE sender = 'system'");
    }
}
