package io.minimost.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Beside the newest MiniMost: one file of messages, watermarks and reactions for all users. */
class NewestMiniMostTest {
    private static final String FILE = "users/messages";
    private static final double SENT = 1795487159.1591275;

    private MiniMostInstallation installation;
    private RunningBridge bridge;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        installation = MiniMostInstallation.newest(data, "alice", "bob", "carol");
        installation.message(FILE, "general", "bob", SENT);
        installation.message(FILE, "general", "carol", SENT + 1);
        bridge = new RunningBridge(installation);
    }

    @AfterEach
    void stop() throws Exception {
        bridge.stop();
    }

    @Test
    void reaction_isInMiniMostsTable_andItsMessageIsSentAgain() throws Exception {
        double before = now();

        assertThat(bridge.react("alice", "1", "thumbsup").body()).isEqualTo("{\"thumbsup\":[\"alice\"]}\n");

        assertThat(installation.rows(FILE, "SELECT * FROM reactions"))
                .containsExactly(Map.of("message_id", 1, "emoji", "thumbsup", "reactor", "alice"));
        assertThat(reactionsTs(1)).isBetween(before, now());
        assertThat(installation.column(FILE, "SELECT reactions_ts FROM messages WHERE id = 2"))
                .containsOnlyNulls();
    }

    @Test
    void reaction_thatIsTakenBack_isGoneThere() throws Exception {
        bridge.react("alice", "1", "thumbsup");
        bridge.react("bob", "1", "thumbsup");
        double before = now();

        bridge.react("alice", "1", "thumbsup");

        assertThat(installation.column(FILE, "SELECT reactor FROM reactions")).containsExactly("bob");
        assertThat(reactionsTs(1)).isGreaterThanOrEqualTo(before);
    }

    @Test
    void reaction_toNoMessage_isNotFound() throws Exception {
        installation.run(FILE, "UPDATE messages SET deleted = 1 WHERE id = 2");
        installation.message(FILE, "dm:bob:carol", "bob", SENT);
        installation.message(FILE, "dm:bob:alice", "bob", SENT);

        for (String id : List.of("2", "3", "4", "99", "0", "01", "abc")) {
            assertThat(bridge.react("alice", id, "thumbsup").statusCode())
                    .as(id)
                    .isEqualTo(404);
        }
        assertThat(installation.rows(FILE, "SELECT * FROM reactions")).isEmpty();
    }

    @Test
    void receipt_isMiniMostsWatermark_whichNeverMovesBack() throws Exception {
        assertThat(bridge.post("alice", "/mark_read/general").statusCode()).isEqualTo(204);

        assertThat(installation.rows(FILE, "SELECT * FROM read_state"))
                .containsExactly(Map.of("user", "alice", "channel", "general", "last_read_ts", SENT + 1));
        assertThat(bridge.get("bob", "/read_receipts/general").body()).isEqualTo("{\"alice\":1795487160.1591275}\n");

        installation.run(FILE, "UPDATE read_state SET last_read_ts = 2000000000.5");
        bridge.store().receipts().markReadUpTo("general", "alice", Instant.ofEpochSecond(1_800_000_000));
        assertThat(installation.column(FILE, "SELECT last_read_ts FROM read_state"))
                .containsExactly(2000000000.5);
    }

    @Test
    void notice_isAMessageOfTheSystem() throws Exception {
        bridge.store().channels().create("Team", "alice", List.of("bob"));
        double before = now();

        HttpResponse<String> renamed =
                bridge.post("bob", "/private_channels/1/rename", "application/json", "{\"name\":\"Crew\"}");

        assertThat(renamed.body()).isEqualTo("ok");
        assertThat(installation.rows(FILE, "SELECT channel, sender, content, content_type FROM messages WHERE id = 3"))
                .containsExactly(Map.of(
                        "channel",
                        "private:1",
                        "sender",
                        "system",
                        "content",
                        "bob has renamed the channel to \"Crew\"",
                        "content_type",
                        "system"));
        assertThat((double) installation
                        .column(FILE, "SELECT ts FROM messages WHERE id = 3")
                        .get(0))
                .isBetween(before, now());
        assertThat(installation.column(FILE, "SELECT rowid FROM messages_fts WHERE messages_fts MATCH 'Crew'"))
                .as("MiniMost's search")
                .containsExactly(3);
    }

    @Test
    void members_areThoseWhoAreRegistered_inTheirSpelling() throws Exception {
        bridge.post(
                "alice",
                "/private_channels/create",
                "application/json",
                "{\"name\":\"Team\",\"members\":[\"BOB\",\"nobody\"]}");

        assertThat(bridge.store().channels().members(new ChannelId.Private(1))).containsExactly("alice", "bob");
        assertThat(bridge.get("alice", "/channel_members/general").body()).isEqualTo("[\"bob\",\"carol\"]\n");
    }

    @Test
    void unreadMessages_areCountedInAllPrivateChannels() throws Exception {
        for (int i = 1; i <= 12; i++) {
            bridge.store().channels().create("Team " + i, "alice", List.of("bob"));
            installation.message(FILE, "private:" + i, "bob", SENT);
            installation.message(FILE, "private:" + i, "alice", SENT + 1);
        }
        bridge.post("alice", "/mark_read/private:5");

        String list = bridge.get("alice", "/private_channels").body();

        assertThat(list.split("\"unread\":1", -1)).hasSize(12);
        assertThat(list).contains("\"name\":\"Team 5\",\"unread\":0");
    }

    /** MiniMost's streams look for changes when the counter moves, so it must move when the bridge has written. */
    @Test
    void changeCounter_isRaisedAfterTheWrite() throws Exception {
        long before = installation.changeCounter();
        try (Handle other = installation.jdbi(FILE).open()) {
            other.execute("BEGIN IMMEDIATE");
            CompletableFuture<HttpResponse<String>> reaction = CompletableFuture.supplyAsync(() -> {
                try {
                    return bridge.react("alice", "1", "thumbsup");
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> installation.changeCounter() == before + 1);
            assertThat(installation.rows(FILE, "SELECT * FROM reactions")).isEmpty();
            other.execute("COMMIT");
            assertThat(reaction.get().statusCode()).isEqualTo(200);
        }

        assertThat(installation.rows(FILE, "SELECT * FROM reactions")).hasSize(1);
        assertThat(installation.changeCounter()).isEqualTo(before + 2);
    }

    @Test
    void dataOfAnInstallation_isMovedOnce_andGoesOnFromThere() throws Exception {
        installation.run(
                FILE,
                "INSERT INTO read_state VALUES ('alice', 'general', 1795487159.1591275), ('bob', 'dm:alice:bob', 1.5)",
                "INSERT INTO read_state VALUES ('bob', 'dm:bob:alice', 2.5)",
                "INSERT INTO reactions VALUES (1, 'thumbsup', 'alice'), (1, 'tada', 'bob'), (2, 'tada', 'bob')",
                "INSERT INTO reactions VALUES (99, 'tada', 'bob')");

        assertThat(bridge.bridge().moveData()).isEqualTo(new Bridge.Moved(2, 3));
        assertThat(bridge.bridge().moveData()).isEqualTo(new Bridge.Moved(0, 0));

        assertThat(bridge.store().receipts().lastRead("general", "alice")).contains(EpochSeconds.toInstant(SENT));
        assertThat(bridge.get("bob", "/read_receipts/general").body()).isEqualTo("{\"alice\":1795487159.1591275}\n");
        assertThat(bridge.react("alice", "1", "thumbsup").body()).isEqualTo("{\"tada\":[\"bob\"]}\n");
        assertThat(installation.column(FILE, "SELECT emoji FROM reactions WHERE message_id = 1"))
                .containsExactly("tada");
    }

    private double reactionsTs(int id) {
        return (double) installation
                .column(FILE, "SELECT reactions_ts FROM messages WHERE id = " + id)
                .get(0);
    }

    private static double now() {
        return EpochSeconds.of(Instant.now());
    }
}
