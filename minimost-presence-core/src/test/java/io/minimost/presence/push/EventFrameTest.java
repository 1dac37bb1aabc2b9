package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.FactPosition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventFrameTest {
    private static final EventId POSITION = new EventId(new FactPosition("0123456789abcdef", 42), Optional.of("c7"));

    @Test
    void event_ofNoChannel_isTheSameForEveryConnection() {
        EventFrame frame = EventFrame.event("online_users", Optional.empty(), bytes("{}"));

        assertThat(text(frame.outgoingEvent(false).toServerSentEvent())).isEqualTo("event: online_users\ndata: {}\n\n");
        assertThat(text(frame.outgoingEvent(true).toServerSentEvent())).isEqualTo("event: online_users\ndata: {}\n\n");
    }

    @Test
    void event_ofAChannel_namesItOnConnectionsOfManyChannels() {
        EventFrame frame = EventFrame.event("typing", Optional.of("café:x"), bytes("[\"zoë\"]"));

        assertThat(text(frame.outgoingEvent(false).toServerSentEvent()))
                .isEqualTo("event: typing\ndata: [\"zoë\"]\n\n");
        assertThat(text(frame.outgoingEvent(true).toServerSentEvent()))
                .isEqualTo("event: typing:café:x\ndata: [\"zoë\"]\n\n");
    }

    @Test
    void event_atAPosition_hasItAsId() {
        EventFrame frame = EventFrame.event("reactions", Optional.of("general"), bytes("{}"), POSITION);

        assertThat(text(frame.outgoingEvent(false).toServerSentEvent()))
                .isEqualTo("event: reactions\ndata: {}\nid: 0123456789abcdef-42~c7\n\n");
        assertThat(text(frame.outgoingEvent(true).toServerSentEvent()))
                .isEqualTo("event: reactions:general\ndata: {}\nid: 0123456789abcdef-42~c7\n\n");
    }

    /** An empty line would end the event; a line without the name of its field would be lost. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n\r", "\n\n", "\r\r"})
    void event_withLineEndsInItsJson_hasThemAsLinesOfData(String end) {
        String json = end + "[1," + end + "2]" + end;
        EventFrame frame = EventFrame.event("list", Optional.empty(), bytes(json));

        assertThat(text(frame.outgoingEvent(false).toServerSentEvent()))
                .doesNotContain("\r")
                .endsWith("\n\n");
        assertThat(lines(frame)).startsWith("event: list").endsWith("").containsOnlyOnce("event: list", "");
        assertThat(data(frame).replaceAll("\\s", "")).isEqualTo("[1,2]");
    }

    @Test
    void event_withALineEndAtItsEnd_hasNoEmptyLineOfData() {
        assertThat(text(EventFrame.event("list", Optional.empty(), bytes("[1,\n2]\n"))
                        .outgoingEvent(false)
                        .toServerSentEvent()))
                .isEqualTo("event: list\ndata: [1,\ndata: 2]\n\n");
    }

    @Test
    void event_withoutData_isStillAnEvent() {
        assertThat(text(EventFrame.event("list", Optional.empty(), new byte[0])
                        .outgoingEvent(false)
                        .toServerSentEvent()))
                .isEqualTo("event: list\ndata: \n\n");
    }

    @Test
    void positionAndRetry_areNoEvents() {
        assertThat(text(EventFrame.position(POSITION).outgoingEvent(false).toServerSentEvent()))
                .isEqualTo("id: 0123456789abcdef-42~c7\n\n");
        assertThat(text(EventFrame.position(POSITION).outgoingEvent(true).toServerSentEvent()))
                .isEqualTo("id: 0123456789abcdef-42~c7\n\n");
        assertThat(text(EventFrame.retry(EndReason.LIFETIME)
                        .outgoingEvent(false)
                        .toServerSentEvent()))
                .isEqualTo("retry: 3000\n\n");
        assertThat(text(EventFrame.retry(EndReason.LIFETIME).outgoingEvent(true).toServerSentEvent()))
                .isEqualTo("retry: 3000\n\n");
    }

    @Test
    void replaces_onlyIfBothAreValuesOfTheSame() {
        EventFrame value = frame("1").asValueOf("typing");

        assertThat(frame("2").asValueOf("typing").replaces(value)).isTrue();
        assertThat(frame("1").asValueOf("online").replaces(value)).isFalse();
        assertThat(frame("1").replaces(value)).isFalse();
        assertThat(value.replaces(frame("1"))).isFalse();
        assertThat(frame("1").replaces(frame("1"))).isFalse();
    }

    @Test
    void repeats_onlyIfBothAreTheSameValueOfTheSame() {
        EventFrame value = frame("1").asValueOf("typing");

        assertThat(frame("1").asValueOf("typing").repeats(value)).isTrue();
        assertThat(frame("2").asValueOf("typing").repeats(value)).isFalse();
        assertThat(frame("1").asValueOf("online").repeats(value)).isFalse();
        assertThat(frame("1").repeats(frame("1"))).isFalse();
    }

    @Test
    void hasSameContentAs_comparesNameAndData() {
        assertThat(frame("1").hasSameContentAs(frame("1").asValueOf("typing").asDispensable()))
                .isTrue();
        assertThat(frame("1").hasSameContentAs(frame("2"))).isFalse();
        assertThat(frame("1").hasSameContentAs(EventFrame.event("other", Optional.empty(), bytes("1"))))
                .isFalse();
    }

    @Test
    void hasOnlyFactsUpTo_ifItIsAboutFactsAndNoneIsLater() {
        EventFrame frame = frame("1").withFactsUpTo(42);

        assertThat(frame.hasOnlyFactsUpTo(41)).isFalse();
        assertThat(frame.hasOnlyFactsUpTo(42)).isTrue();
        assertThat(frame.hasOnlyFactsUpTo(43)).isTrue();
        assertThat(frame("1").hasOnlyFactsUpTo(Long.MAX_VALUE)).isFalse();
        assertThat(EventFrame.retry(EndReason.LIFETIME).hasOnlyFactsUpTo(Long.MAX_VALUE))
                .isFalse();
    }

    @Test
    void propertiesOfAFrame_remainWhenOthersAreAdded() {
        EventFrame frame = frame("1").asValueOf("typing").asDispensable().withFactsUpTo(42);
        EventFrame other = frame("1").withFactsUpTo(42).asDispensable().asValueOf("typing");

        for (EventFrame each : List.of(frame, other)) {
            assertThat(each.outgoingEvent(false).toServerSentEvent())
                    .isEqualTo(frame("1").outgoingEvent(false).toServerSentEvent());
            assertThat(each.replaces(frame("2").asValueOf("typing"))).isTrue();
            assertThat(each.isDispensable()).isTrue();
            assertThat(each.hasOnlyFactsUpTo(42)).isTrue();
        }
        assertThat(frame("1").asValueOf("typing").withFactsUpTo(42).isDispensable())
                .isFalse();
    }

    private static EventFrame frame(String json) {
        return EventFrame.event("typing", Optional.of("general"), bytes(json));
    }

    /** The data as a browser reads it: the lines that begin with {@code data:}, up to the first empty line. */
    private static String data(EventFrame frame) {
        return lines(frame).stream()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> lines(EventFrame frame) {
        String text = text(frame.outgoingEvent(false).toServerSentEvent());
        assertThat(text).endsWith("\n\n");
        return List.of(text.substring(0, text.length() - 1).split("\n", -1));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
