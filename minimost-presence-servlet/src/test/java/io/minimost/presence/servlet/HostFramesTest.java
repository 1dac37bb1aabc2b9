package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactToken;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostFramesTest {
    private static final Place PLACE =
            new Place(FactToken.parse("0123456789abcdef-7").orElseThrow(), Optional.of("3"));

    private static Frame frame(HostEvent event) {
        return HostFrames.of(event, PLACE);
    }

    private static String text(Frame frame) {
        return new String(frame.event(false).toServerSentEvent(), StandardCharsets.UTF_8);
    }

    @Test
    void valueWithoutACursor_isReplacedByANewerOneOfTheSameNameAndChannel() {
        Frame older = frame(HostEvent.in("general", "pins", "1"));

        assertThat(frame(HostEvent.in("general", "pins", "2")).isNewerThan(older))
                .isTrue();
        assertThat(frame(HostEvent.in("software", "pins", "2")).isNewerThan(older))
                .isFalse();
        assertThat(frame(HostEvent.in("general", "topic", "2")).isNewerThan(older))
                .isFalse();
        assertThat(frame(HostEvent.of("pins", "2")).isNewerThan(older)).isFalse();
        assertThat(text(older)).doesNotContain("id:");
    }

    @Test
    void eventWithACursor_saysWhereItsClientIs_andIsNeverReplaced() {
        Frame first = frame(HostEvent.in("general", "messages", "1").withCursor("3"));
        Frame second = frame(HostEvent.in("general", "messages", "2").withCursor("3"));

        assertThat(second.isNewerThan(first)).isFalse();
        assertThat(text(first)).contains("id: 0123456789abcdef-7~3\n");
    }
}
