package io.minimost.presence.benchmarks.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseScannerTest {
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nETag: \"a\"\r\nCONTENT-LENGTH: 5\r\nVary: Cookie\r\n\r\nab\r\nc";

    private final ResponseScanner scanner = new ResponseScanner();

    @Test
    void answerInAnyTwoParts_endsWithItsLastByte() throws IOException {
        for (int cut = 1; cut < ANSWER.length(); cut++) {
            scanner.next();

            assertThat(read(ANSWER.substring(0, cut))).as("%d bytes", cut).isFalse();
            assertThat(read(ANSWER.substring(cut))).as("%d bytes before", cut).isTrue();
            assertThat(scanner.status()).isEqualTo(200);
            assertThat(scanner.bodyLength()).isEqualTo(5);
            assertThat(scanner.header("etag")).isEqualTo("\"a\"");
        }
    }

    @Test
    void notModified_hasNoBody() throws IOException {
        assertThat(read("HTTP/1.1 304 Not Modified\r\n\r\n")).isTrue();
        assertThat(scanner.status()).isEqualTo(304);
    }

    @Test
    void answerWithoutLength_isRefused() {
        assertThatIOException()
                .isThrownBy(() -> read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .withMessageContaining("without a length");
    }

    @Test
    void moreThanOneAnswer_isRefused() {
        assertThatIOException().isThrownBy(() -> read(ANSWER + "H")).withMessageContaining("more than one");
    }

    private boolean read(String text) throws IOException {
        return scanner.read(ByteBuffer.wrap(text.getBytes(US_ASCII)));
    }
}
