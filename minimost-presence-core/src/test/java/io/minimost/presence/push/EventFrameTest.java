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
    private static final EventId PLACE = new EventId(new FactPosition("0123456789abcdef", 42), Optional.of("c7"));

    @Test
    void event_ofNoChannel_isTheSameForEveryStream() {
        EventFrame frame = EventFrame.event("online_users", Optional.empty(), bytes("{}"));

        assertThat(text(frame.event(false).toServerSentEvent())).isEqualTo("event: online_users\ndata: {}\n\n");
        assertThat(text(frame.event(true).toServerSentEvent())).isEqualTo("event: online_users\ndata: {}\n\n");
    }

    @Test
    void event_ofAChannel_namesItOnStreamsOfManyChannels() {
        EventFrame frame = EventFrame.event("typing", Optional.of("café:x"), bytes("[\"zoë\"]"));

        assertThat(text(frame.event(false).toServerSentEvent())).isEqualTo("event: typing\ndata: [\"zoë\"]\n\n");
        assertThat(text(frame.event(true).toServerSentEvent())).isEqualTo("event: typing:café:x\ndata: [\"zoë\"]\n\n");
    }

    @Test
    void event_atAPlace_hasItAsId() {
        EventFrame frame = EventFrame.event("reactions", Optional.of("general"), bytes("{}"), PLACE);

        assertThat(text(frame.event(false).toServerSentEvent()))
                .isEqualTo("event: reactions\ndata: {}\nid: 0123456789abcdef-42~c7\n\n");
        assertThat(text(frame.event(true).toServerSentEvent()))
                .isEqualTo("event: reactions:general\ndata: {}\nid: 0123456789abcdef-42~c7\n\n");
    }

    /** An empty line would end the event; a line without the name of its field would be lost. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\n\r", "\n\n", "\r\r"})
    void event_withLineEndsInItsJson_hasThemAsLinesOfData(String end) {
        String json = end + "[1," + end + "2]" + end;
        EventFrame frame = EventFrame.event("list", Optional.empty(), bytes(json));

        assertThat(text(frame.event(false).toServerSentEvent()))
                .doesNotContain("\r")
                .endsWith("\n\n");
        assertThat(lines(frame)).startsWith("event: list").endsWith("").containsOnlyOnce("event: list", "");
        assertThat(data(frame).replaceAll("\\s", "")).isEqualTo("[1,2]");
    }

    @Test
    void event_withALineEndAtItsEnd_hasNoEmptyLineOfData() {
        assertThat(text(EventFrame.event("list", Optional.empty(), bytes("[1,\n2]\n"))
                        .event(false)
                        .toServerSentEvent()))
                .isEqualTo("event: list\ndata: [1,\ndata: 2]\n\n");
    }

    @Test
    void event_withoutData_isStillAnEvent() {
        assertThat(text(EventFrame.event("list", Optional.empty(), new byte[0])
                        .event(false)
                        .toServerSentEvent()))
                .isEqualTo("event: list\ndata: \n\n");
    }

    @Test
    void positionAndRetry_areNoEvents() {
        assertThat(text(EventFrame.position(PLACE).event(false).toServerSentEvent()))
                .isEqualTo("id: 0123456789abcdef-42~c7\n\n");
        assertThat(text(EventFrame.position(PLACE).event(true).toServerSentEvent()))
                .isEqualTo("id: 0123456789abcdef-42~c7\n\n");
        assertThat(text(EventFrame.retry(EndReason.LIFETIME).event(false).toServerSentEvent()))
                .isEqualTo("retry: 3000\n\n");
        assertThat(text(EventFrame.retry(EndReason.LIFETIME).event(true).toServerSentEvent()))
                .isEqualTo("retry: 3000\n\n");
    }

    @Test
    void isNewerThan_onlyIfBothAreValuesOfTheSame() {
        EventFrame value = frame("1").of("typing");

        assertThat(frame("2").of("typing").isNewerThan(value)).isTrue();
        assertThat(frame("1").of("online").isNewerThan(value)).isFalse();
        assertThat(frame("1").isNewerThan(value)).isFalse();
        assertThat(value.isNewerThan(frame("1"))).isFalse();
        assertThat(frame("1").isNewerThan(frame("1"))).isFalse();
    }

    @Test
    void repeats_onlyIfBothSayTheSameOfTheSame() {
        EventFrame value = frame("1").of("typing");

        assertThat(frame("1").of("typing").repeats(value)).isTrue();
        assertThat(frame("2").of("typing").repeats(value)).isFalse();
        assertThat(frame("1").of("online").repeats(value)).isFalse();
        assertThat(frame("1").repeats(frame("1"))).isFalse();
    }

    @Test
    void saysTheSameAs_comparesWhatIsSaid() {
        assertThat(frame("1").saysTheSameAs(frame("1").of("typing").dispensable()))
                .isTrue();
        assertThat(frame("1").saysTheSameAs(frame("2"))).isFalse();
        assertThat(frame("1").saysTheSameAs(EventFrame.event("other", Optional.empty(), bytes("1"))))
                .isFalse();
    }

    @Test
    void isWithin_ifItTellsOfFactsAndAllAreKnown() {
        EventFrame frame = frame("1").tellingFacts(42);

        assertThat(frame.isWithin(41)).isFalse();
        assertThat(frame.isWithin(42)).isTrue();
        assertThat(frame.isWithin(43)).isTrue();
        assertThat(frame("1").isWithin(Long.MAX_VALUE)).isFalse();
        assertThat(EventFrame.retry(EndReason.LIFETIME).isWithin(Long.MAX_VALUE))
                .isFalse();
    }

    @Test
    void whatIsKnownOfAFrame_staysWhenMoreIsAdded() {
        EventFrame frame = frame("1").of("typing").dispensable().tellingFacts(42);
        EventFrame other = frame("1").tellingFacts(42).dispensable().of("typing");

        for (EventFrame each : List.of(frame, other)) {
            assertThat(each.event(false).toServerSentEvent())
                    .isEqualTo(frame("1").event(false).toServerSentEvent());
            assertThat(each.isNewerThan(frame("2").of("typing"))).isTrue();
            assertThat(each.isDispensable()).isTrue();
            assertThat(each.isWithin(42)).isTrue();
        }
        assertThat(frame("1").of("typing").tellingFacts(42).isDispensable()).isFalse();
    }

    private static EventFrame frame(String json) {
        return EventFrame.event("typing", Optional.of("general"), bytes(json));
    }

    /** What a browser makes of the event: it takes what begins with {@code data:}, up to the first empty line. */
    private static String data(EventFrame frame) {
        return lines(frame).stream()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.startsWith("data: "))
                .map(line -> line.substring("data: ".length()))
                .collect(Collectors.joining("\n"));
    }

    private static List<String> lines(EventFrame frame) {
        String text = text(frame.event(false).toServerSentEvent());
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
