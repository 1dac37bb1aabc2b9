package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactPosition;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutgoingEventTest {
    private static final EventId ID = new EventId(new FactPosition("0123456789abcdef", 42), Optional.of("c7"));

    @Test
    void event_asText_isAnObjectInOneLine() {
        OutgoingEvent event = OutgoingEvent.event("reactions:general", bytes("{\"a\":[1]}\n"), Optional.of(ID));

        assertThat(event.toText())
                .isEqualTo("{\"event\":\"reactions:general\",\"id\":\"0123456789abcdef-42~c7\",\"data\":{\"a\":[1]}}");
        assertThat(event).hasToString(event.toText());
        assertThat(event.name()).contains("reactions:general");
        assertThat(event.id()).contains("0123456789abcdef-42~c7");
    }

    /** The payload of a signal is as its sender wrote it: where each message is a line, it could forge the next one. */
    @Test
    void jsonOfSeveralLines_asText_isOneLine() {
        OutgoingEvent event = OutgoingEvent.event(
                "signals", bytes("{\"a\":\n{\"event\":\"x\"}\r\n,\"b\":\r\"\\n\"}\n"), Optional.empty());

        assertThat(event.toText())
                .isEqualTo("{\"event\":\"signals\",\"data\":{\"a\": {\"event\":\"x\"}  ,\"b\": \"\\n\"}}");
    }

    @Test
    void eventWithoutId_asText_hasNone() {
        OutgoingEvent event = OutgoingEvent.event("typing", bytes("[\"zoë\"]"), Optional.empty());

        assertThat(event.toText()).isEqualTo("{\"event\":\"typing\",\"data\":[\"zoë\"]}");
        assertThat(event.id()).isEmpty();
    }

    @Test
    void position_hasAnIdAndNothingElse() {
        OutgoingEvent position = OutgoingEvent.position(ID);

        assertThat(position.toText()).isEqualTo("{\"id\":\"0123456789abcdef-42~c7\"}");
        assertThat(text(position)).isEqualTo("id: 0123456789abcdef-42~c7\n\n");
        assertThat(position.name()).isEmpty();
        assertThat(position.id()).contains("0123456789abcdef-42~c7");
    }

    @Test
    void retry_isInMilliseconds() {
        OutgoingEvent retry = OutgoingEvent.retry(3000);

        assertThat(retry.toText()).isEqualTo("{\"retry\":3000}");
        assertThat(text(retry)).isEqualTo("retry: 3000\n\n");
        assertThat(retry.name()).isEmpty();
        assertThat(retry.id()).isEmpty();
    }

    /** However many connections send it. */
    @Test
    void forms_areEncodedOnce() {
        OutgoingEvent event = OutgoingEvent.event("typing", bytes("[]"), Optional.empty());

        assertThat(event.toServerSentEvent()).isSameAs(event.toServerSentEvent());
        assertThat(event.toText()).isSameAs(event.toText());
    }

    private static String text(OutgoingEvent event) {
        return new String(event.toServerSentEvent(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
