package io.minimost.presence.servlet.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.json.MediaJson;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.servlet.http.Response;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaAnswerTest {
    @Test
    void longChunks_areWrittenInShortParts() throws IOException {
        byte[] longest = new byte[MediaLimits.DEFAULT.maxChunkBytes()];
        MediaPage page = new MediaPage(
                Optional.of(new MediaInit("video/webm", longest)), Collections.nCopies(30, new MediaChunk(1, longest)));
        Response response = Response.streamed(json -> MediaJson.writeFields(json, page));
        Parts parts = new Parts();

        response.body().writeTo(parts);

        assertThat(parts.total).as("31 times 1 MiB in base64").isGreaterThan(31L * longest.length / 3 * 4);
        assertThat(parts.longest).as("however much there is").isLessThanOrEqualTo(8 * 1024);
    }

    private static final class Parts extends OutputStream {
        private long total;
        private int longest;

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            total += length;
            longest = Math.max(longest, length);
        }
    }
}
