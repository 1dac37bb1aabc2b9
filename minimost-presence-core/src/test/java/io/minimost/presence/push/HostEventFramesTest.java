package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.host.HostEvent;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HostEventFramesTest {
    private static final EventId POSITION =
            new EventId(FactPosition.parse("0123456789abcdef-7").orElseThrow(), Optional.of("3"));

    private static EventFrame frame(HostEvent event) {
        return HostEventFrames.frame(event, POSITION);
    }

    private static String text(EventFrame frame) {
        return new String(frame.outgoingEvent(false).toServerSentEvent(), StandardCharsets.UTF_8);
    }

    @Test
    void valueWithoutACursor_isReplacedByANewerOneOfTheSameNameAndChannel() {
        EventFrame older = frame(HostEvent.in("general", "pins", "1"));

        assertThat(frame(HostEvent.in("general", "pins", "2")).replaces(older)).isTrue();
        assertThat(frame(HostEvent.in("software", "pins", "2")).replaces(older)).isFalse();
        assertThat(frame(HostEvent.in("general", "topic", "2")).replaces(older)).isFalse();
        assertThat(frame(HostEvent.of("pins", "2")).replaces(older)).isFalse();
        assertThat(text(older)).doesNotContain("id:");
    }

    @Test
    void eventWithACursor_hasAnId_andIsNeverReplaced() {
        EventFrame first = frame(HostEvent.in("general", "messages", "1").withCursor("3"));
        EventFrame second = frame(HostEvent.in("general", "messages", "2").withCursor("3"));

        assertThat(second.replaces(first)).isFalse();
        assertThat(text(first)).contains("id: 0123456789abcdef-7~3\n");
    }

    /** A client that reads slowly receives only the newest of a value, but each fact. */
    @Test
    void eventWithoutCursor_isAValueOfItsNameAndChannel_oneWithCursorAFact() {
        HostEvent pins = HostEvent.in("general", "pins", "[1]");

        assertThat(isReplaced(pins, HostEvent.in("general", "pins", "[2]"))).isTrue();
        assertThat(isReplaced(pins, HostEvent.in("software", "pins", "[2]"))).isFalse();
        assertThat(isReplaced(pins, HostEvent.of("pins", "[2]"))).isFalse();
        assertThat(isReplaced(pins, HostEvent.in("general", "topics", "[2]"))).isFalse();
        assertThat(isReplaced(pins, HostEvent.in("general", "pins", "[2]").withCursor("2")))
                .isFalse();
        assertThat(isReplaced(pins.withCursor("1"), HostEvent.in("general", "pins", "[2]")))
                .isFalse();
    }

    private static boolean isReplaced(HostEvent older, HostEvent newer) {
        EventId position = new EventId(new FactPosition("0123456789abcdef", 0), Optional.empty());
        return HostEventFrames.frame(newer, position).replaces(HostEventFrames.frame(older, position));
    }
}
