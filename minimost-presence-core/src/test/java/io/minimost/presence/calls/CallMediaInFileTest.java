package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.relay.MediaTrack;
import io.minimost.presence.testing.DatabaseFixture;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract, and what others see of the table. */
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
}
