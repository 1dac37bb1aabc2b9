package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The contract, the rows in the file, and what MiniMost may do to them. */
class ScreenSharesInFileTest extends ScreenSharesContract {
    ScreenSharesInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void rows_areThoseThatMiniMostWrites() {
        fixture.clock().step(Duration.ofMillis(250));
        String share = start("general", "alice");
        shares().media().putInit(share, "alice", "video/webm", new byte[] {1});
        shares().media().append(share, "alice", new byte[] {2});

        assertThat(plain().dump(
                                "screenshares",
                                "channel, sharer, state, started_ts - 1.8e9, typeof(started_ts), ended_ts"))
                .isEqualTo("[[general, alice, active, 0.25, real, null]]");
        assertThat(plain().dump("share_media", "is_init, mime_type, hex(data), typeof(data), ts - 1.8e9"))
                .isEqualTo("[[1, video/webm, 01, blob, 0.25], [0, null, 02, blob, 0.25]]");

        fixture.clock().stepSeconds(1);
        shares().stop(share, "alice");
        assertThat(plain().dump("screenshares", "state, ended_ts - 1.8e9")).isEqualTo("[[ended, 1.25]]");
        assertThat(plain().dump("share_media", "*")).isEqualTo("[]");
    }

    @Test
    void sharesOfMiniMost_areReadAndGoOn() {
        insertShare("s1", "general", "alice", "active");
        insertShare("s0", "general", "bob", "ended");
        insertShare("s2", "general", "zoe", "active");

        assertThat(shares().active("general")).extracting(ScreenShare::id).containsExactly("s1", "s2");
        assertThat(shares().find("s1"))
                .contains(new ScreenShare(
                        "s1", "general", "alice", true, Instant.ofEpochSecond(6, 500_000_000), Optional.empty()));
        assertThat(signal("s1", "bob", "alice")).isEqualTo(SendSignalResult.SENT);
        assertThat(shares().stop("s1", "alice")).isEqualTo(StopShareResult.STOPPED);
        assertThat(start("general", "zoe")).isNotEmpty();
        assertThat(shares().find("s2").orElseThrow().active()).isFalse();
    }

    @Test
    void mediaOfMiniMost_isReadableWithoutATypeAndWithoutData() {
        insertShare("s1", "general", "alice", "active");
        plain().sql("INSERT INTO share_media VALUES (5, 's1', 1, NULL, x'0a', 8.5), (6, 's1', 0, NULL, x'', 8.5),"
                + " (7, 's1', 0, 'text/html', x'0b', 8.5), (8, 's1', 1, NULL, x'0c', 8.5)");

        assertThat(shares().media().read("s1", "bob", OptionalLong.empty()))
                .contains(new MediaPage(
                        Optional.of(new MediaInit("video/webm", new byte[] {12})),
                        List.of(new MediaChunk(6, new byte[0]), new MediaChunk(7, new byte[] {11}))));

        shares().media().putInit("s1", "alice", "video/mp4", new byte[] {1});
        shares().media().append("s1", "alice", new byte[] {2});
        assertThat(plain().column("SELECT hex(data) FROM share_media ORDER BY id"))
                .containsExactly("01", "02");
    }

    @Test
    void rowsThatNoMiniMostWrites_breakNothing() {
        insertShare("s1", "dm:bob:alice", "alice", "active");
        insertShare("s2", "private:01", "no:name", "active");
        insertShare("s3", "general", "", "paused");
        plain().sql("UPDATE screenshares SET started_ts = 9e999, ended_ts = 'yesterday' WHERE share_id = 's3'");

        assertThat(shares().find("s1").orElseThrow().channel()).isEqualTo("dm:bob:alice");
        assertThat(shares().find("s2").orElseThrow().sharer()).isEqualTo("no:name");
        assertThat(shares().find("s3").orElseThrow().active()).isFalse();
        assertThat(signal("s1", "alice", "bob")).isEqualTo(SendSignalResult.NOT_ALLOWED);
        assertThat(shares().media().read("s1", "alice", OptionalLong.empty())).isEmpty();
        assertThat(shares().stop("s1", "alice")).isEqualTo(StopShareResult.STOPPED);
        fixture.resetLiveState();
        assertThat(shares().find("s2").orElseThrow().active()).isFalse();
    }

    @Test
    void deleteUser_deletesWhatMiniMostLeftOfSharesThatAreOver() {
        insertShare("s1", "general", "alice", "ended");
        plain().sql("INSERT INTO share_media VALUES (5, 's1', 0, NULL, x'', 8.5)");
        plain().sql("INSERT INTO call_signals VALUES (3, 's1', 'bob', 'carol', 'offer', '{}', 8.5)");

        fixture.store().deleteUser("alice");

        for (String table : List.of("screenshares", "share_media", "call_signals")) {
            assertThat(plain().dump(table, "*")).as(table).isEqualTo("[]");
        }
    }

    @Test
    void signalsAndMediaOfSharesThatMiniMostEnds_areDeletedWithinAMinute() {
        String over = start("general", "alice");
        String active = start("general", "bob");
        for (String share : List.of(over, active)) {
            String sharer = shares().find(share).orElseThrow().sharer();
            signal(share, sharer, "zoe");
            shares().media().append(share, sharer, new byte[] {1});
        }
        fixture.sweep();
        plain().sql("UPDATE screenshares SET state = 'ended' WHERE sharer = 'alice'");

        fixture.clock().stepSeconds(60);
        fixture.sweep();

        assertThat(plain().column("SELECT call_id FROM call_signals")).containsExactly(active);
        assertThat(plain().column("SELECT share_id FROM share_media")).containsExactly(active);
    }

    @Test
    void signalsOrMediaOfSharesThatAreOver_areDeletedEachWithoutTheOther() {
        insertShare("s1", "general", "alice", "ended");
        insertShare("s2", "general", "alice", "ended");
        insertShare("s3", "general", "alice", "active");
        plain().sql("INSERT INTO call_signals VALUES (3, 's1', 'bob', 'alice', 'offer', '{}', 8.5),"
                + " (4, 's3', 'bob', 'alice', 'offer', '{}', 8.5)");
        plain().sql("INSERT INTO share_media VALUES (5, 's2', 0, NULL, x'01', 8.5), (6, 's3', 0, NULL, x'01', 8.5)");

        fixture.sweep();

        assertThat(plain().column("SELECT call_id FROM call_signals")).containsExactly("s3");
        assertThat(plain().column("SELECT share_id FROM share_media")).containsExactly("s3");
    }

    @Test
    void start_throughTwoStoresAtOnce_leavesOneActive() throws Exception {
        fixture.reopen(builder -> builder.busyTimeout(Duration.ofMinutes(1)));
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .busyTimeout(Duration.ofMinutes(1))
                .open()) {
            Race.run(
                    10,
                    () -> start("general", "alice"),
                    () -> other.screenShares().start("general", "alice"));

            assertThat(shares().active("general")).hasSize(1);
            assertThat(plain().number("SELECT count(*) FROM screenshares")).isEqualTo(Race.THREADS * 10);
        }
    }

    private void insertShare(String id, String channel, String sharer, String state) {
        plain().sql("INSERT INTO screenshares VALUES (?, ?, ?, ?, 6.5, NULL)", id, channel, sharer, state);
    }

    private PlainConnection plain() {
        return fixture.plain();
    }
}
