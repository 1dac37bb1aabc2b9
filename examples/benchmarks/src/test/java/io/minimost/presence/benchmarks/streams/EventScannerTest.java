package io.minimost.presence.benchmarks.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventScannerTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";

    private final EventScanner scanner = new EventScanner();

    @Test
    void events_beforeTheFirstStandaloneId_areNotCounted() {
        read(HEAD, "event: typing\ndata: []\n\n", "event: reactions\ndata: {}\nid: 1\n\n");
        assertThat(scanner.hasBegun()).isFalse();

        read("id: 1\n\n");
        assertThat(scanner.hasBegun()).isTrue();
        assertThat(scanner.events()).isZero();
    }

    @Test
    void event_isCountedWhenItEnds() {
        read("id: 1\n\n", "event: typing\ndata: []\n");
        assertThat(scanner.events()).isZero();

        read("\n");
        assertThat(scanner.events()).isEqualTo(1);
    }

    @Test
    void keepAlives_areNotEvents() {
        read("id: 1\n\n", "id: 2\n\n", ": \n\n");

        assertThat(scanner.events()).isZero();
    }

    /** The length of a chunk may begin like a name, as in {@code e5}. */
    @Test
    void chunkHeaders_areNotEvents_butTheirContentIs() {
        read("7\r\nid: 1\n\n\r\n", "e5\r\nevent: typing\ndata: []\n\n\r\n", "1d\r\nevent: typing\ndata: []\n\n\r\n");

        assertThat(scanner.events()).isEqualTo(2);
    }

    @Test
    void bytes_oneByOne_giveTheSameCount() {
        for (char next : (HEAD + "id: 1\n\nevent: typing\ndata: []\nid: 2\n\n").toCharArray()) {
            read(String.valueOf(next));
        }

        assertThat(scanner.hasBegun()).isTrue();
        assertThat(scanner.events()).isEqualTo(1);
    }

    private void read(String... pieces) {
        for (String piece : pieces) {
            scanner.read(ByteBuffer.wrap(piece.getBytes(StandardCharsets.US_ASCII)));
        }
    }
}
