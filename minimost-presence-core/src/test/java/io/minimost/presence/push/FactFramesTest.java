package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.push.FactTarget.Mailbox;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.MessageRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FactFramesTest {
    private static final Call CALL = new Call(
            "c1",
            "general",
            "alice",
            CallState.ACTIVE,
            Instant.EPOCH,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());

    private static final FactPosition TOKEN = new FactPosition("0123456789abcdef", 42);
    private static final EventId POSITION = new EventId(TOKEN, Optional.empty());
    private static final Instant TIME = Instant.ofEpochMilli(1_716_000_000_500L);

    @Test
    void reactions_nameTheirChannelWhereThereAreMany() {
        EventFrame frame = FactFrames.reactions(
                new MessageRef("general", TIME), List.of(new Reaction("rocket", List.of("bob"))), POSITION);

        assertThat(text(frame)).isEqualTo("""
                event: reactions:general
                data: {"reactions":{"rocket":["bob"]},"ts":1716000000.5}
                id: 0123456789abcdef-42

                """);
        assertIsAboutFact42(frame);
    }

    @Test
    void callState_isOfNoChannel_andHasAnIdOnlyAtAPosition() {
        String data = new String(CallJson.state(CALL), StandardCharsets.UTF_8).strip();

        assertThat(text(FactFrames.callState(CALL, POSITION)))
                .isEqualTo("event: call_state\ndata: " + data + "\nid: 0123456789abcdef-42\n\n");
        assertIsAboutFact42(FactFrames.callState(CALL, POSITION));
        assertThat(text(FactFrames.callState(CALL))).isEqualTo("event: call_state\ndata: " + data + "\n\n");
        assertThat(FactFrames.callState(CALL).hasOnlyFactsUpTo(Long.MAX_VALUE)).isFalse();
    }

    @Test
    void frameForAUser_hasTheChannelOfItsData_butIsNotForItsWatchers() {
        for (EventFrame frame : List.of(
                FactFrames.callState(CALL),
                FactFrames.callState(CALL, POSITION),
                FactFrames.signals(new Mailbox("bob", "general", "c1"), List.of()))) {
            assertThat(frame.channels()).containsExactly("general");
            assertThat(frame.watchedChannel()).isEmpty();
            assertThat(frame.asOf()).as("the safe default").isZero();
        }
    }

    @Test
    void signals_nameTheirSession() {
        EventFrame frame = FactFrames.signals(
                new Mailbox("bob", "general", "c1"),
                List.of(new Signal(7, "alice", SignalType.OFFER, "{\"sdp\": 1.0}", TIME)));

        assertThat(text(frame))
                .isEqualTo("event: signals\ndata: {\"session\":\"c1\",\"signals\":[{\"from\":\"alice\",\"id\":7,"
                        + "\"payload\":{\"sdp\": 1.0},\"ts\":1716000000.5,\"type\":\"offer\"}]}\n\n");
    }

    @Test
    void resync_isOfEverythingOrOfOneChannel() {
        assertThat(text(FactFrames.resync(POSITION))).isEqualTo("event: resync\ndata: {}\nid: 0123456789abcdef-42\n\n");
        assertThat(text(FactFrames.resync("general", POSITION)))
                .isEqualTo("event: resync\ndata: {\"channel\":\"general\"}\nid: 0123456789abcdef-42\n\n");
        assertIsAboutFact42(FactFrames.resync(POSITION));
        assertIsAboutFact42(FactFrames.resync("general", POSITION));
    }

    @Test
    void changedElsewhere_replacesAnEarlierOne() {
        assertThat(text(FactFrames.externalChange())).isEqualTo("event: changed_elsewhere\ndata: {}\n\n");
        assertThat(FactFrames.externalChange().replaces(FactFrames.externalChange()))
                .isTrue();
        assertThat(FactFrames.externalChange().isDispensable()).isFalse();
    }

    @Test
    void fact_isAsInTheLog() {
        EventFrame full = FactFrames.fact(
                new LoggedFact(
                        TOKEN,
                        FactKind.REACTION_ADDED,
                        Optional.of("general"),
                        Optional.of("bob"),
                        Optional.of("1.5"),
                        TIME),
                POSITION);
        EventFrame empty = FactFrames.fact(
                new LoggedFact(
                        TOKEN, FactKind.LIVE_STATE_RESET, Optional.empty(), Optional.empty(), Optional.empty(), TIME),
                POSITION);

        assertThat(text(full))
                .isEqualTo("event: fact\ndata: {\"at\":1716000000.5,\"channel\":\"general\",\"key\":\"1.5\","
                        + "\"kind\":\"reaction_added\",\"user\":\"bob\"}\nid: 0123456789abcdef-42\n\n");
        assertThat(text(empty))
                .isEqualTo("event: fact\ndata: {\"at\":1716000000.5,\"channel\":null,\"key\":null,"
                        + "\"kind\":\"live_state_reset\",\"user\":null}\nid: 0123456789abcdef-42\n\n");
        assertIsAboutFact42(full);
    }

    @Test
    void names_areReservedForTheHub() {
        List<String> all =
                new ArrayList<>(List.of("reactions", "call_state", "signals", "resync", "changed_elsewhere", "fact"));
        Stream.of(TopicKind.values()).map(TopicKind::event).forEach(all::add);

        assertThat(all)
                .allSatisfy(name -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> HostEvent.of(name, "{}"))
                        .withMessageContaining(name));
    }

    private static void assertIsAboutFact42(EventFrame frame) {
        assertThat(frame.hasOnlyFactsUpTo(41)).isFalse();
        assertThat(frame.hasOnlyFactsUpTo(42)).isTrue();
    }

    private static String text(EventFrame frame) {
        return new String(frame.outgoingEvent(true).toServerSentEvent(), StandardCharsets.UTF_8);
    }
}
