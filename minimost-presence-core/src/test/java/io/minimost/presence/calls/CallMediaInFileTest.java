package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.media.MediaTrack;
import io.minimost.presence.testing.DatabaseFixture;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract, the rows in the file, and what MiniMost may do to them. */
class CallMediaInFileTest extends CallMediaContract {
    CallMediaInFileTest() {
        super(DatabaseFixture.inFile());
    }

    @Test
    void rows_areThoseThatMiniMostWrites() {
        media.putInit("c1", "alice", Optional.of(MediaTrack.SCREEN), "video/webm", new byte[] {1});
        media.putInit("c1", "alice", Optional.of(MediaTrack.SCREEN), "video/mp4", new byte[] {2});
        media.append("c1", "bob", Optional.empty(), new byte[] {3});

        assertThat(fixture.plain()
                        .dump("call_media", "call_id, sender, is_init, mime_type, hex(data), typeof(data), ts - 1.8e9"))
                .isEqualTo("[[c1, alice:screen, 1, video/mp4, 02, blob, 0.0], [c1, bob, 0, null, 03, blob, 0.0]]");
    }

    /** As when two clients of one user have sent init chunks to MiniMost at the same moment. */
    @Test
    void ofTwoInitChunks_theNewestCounts() {
        insert("alice", 1, "01");
        insert("alice", 1, "02");
        insert("alice", 0, "03");

        assertThat(media.read("c1", "bob", "alice", Optional.empty(), OptionalLong.empty())
                        .flatMap(MediaPage::init))
                .contains(new MediaInit("video/webm", new byte[] {2}));
        media.putInit("c1", "alice", Optional.empty(), "video/mp4", new byte[] {4});
        assertThat(fixture.plain().column("SELECT hex(data) FROM call_media ORDER BY id"))
                .containsExactly("03", "04");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void purges_deleteAllTracksThatMiniMostHasStored(boolean isEverywhere) {
        for (String sender : List.of("alice", "alice:", "alice:x", "alice:~", "alice;")) {
            insert(sender, 0, "01");
        }

        fixture.run(transaction -> {
            if (isEverywhere) {
                media.purgeUserEverywhere(transaction, "alice");
            } else {
                media.purgeUser(transaction, "c1", "alice");
            }
        });

        assertThat(fixture.plain().column("SELECT sender FROM call_media")).containsExactly("alice;");
    }

    private void insert(String sender, int isInit, String hex) {
        fixture.plain()
                .sql(
                        "INSERT INTO call_media (call_id, sender, is_init, data, ts) VALUES ('c1', ?, ?, x'" + hex
                                + "', 1.8e9)",
                        sender,
                        isInit);
    }
}
