package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.calls.IncomingCall;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.calls.Participant;
import io.minimost.presence.calls.Participant.Role;
import io.minimost.presence.calls.Participant.State;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The exact JSON of each answer about calls. */
class CallJsonTest {
    private static final Participant ALICE = new Participant(
            "alice", Role.INITIATOR, State.ACCEPTED, at(1), Optional.empty(), true, Optional.empty(), at(1));
    private static final Participant BOB =
            new Participant("bob", Role.PARTICIPANT, State.LEFT, at(2), at(3), false, at(1), at(3));
    private static final Call CALL = new Call(
            "c1",
            "dm:alice:bob",
            "alice",
            CallState.ACTIVE,
            Instant.ofEpochMilli(1_500),
            at(2),
            Optional.empty(),
            Optional.empty(),
            Optional.of("alice"),
            List.of(ALICE, BOB));

    @Test
    void started_namesAllParticipants() {
        assertThat(text(CallJson.started(CALL)))
                .isEqualTo("{\"call_id\":\"c1\",\"participants\":[\"alice\",\"bob\"]}\n");
    }

    @Test
    void joined_namesThoseWhoHaveAccepted() {
        assertThat(text(CallJson.joined(new JoinResult(JoinResult.Outcome.JOINED, Optional.of(CALL), 9))))
                .isEqualTo("{\"last_signal_id\":9,\"participants\":[\"alice\"],\"status\":\"ok\"}\n");
    }

    @Test
    void incoming_isAList() {
        IncomingCall call = new IncomingCall("c1", "dm:alice:bob", "alice", Instant.ofEpochMilli(1_500));
        String one = "{\"call_id\":\"c1\",\"channel\":\"dm:alice:bob\",\"initiator\":\"alice\",\"started_ts\":1.5}";

        assertThat(text(CallJson.incoming(List.of(call, call)))).isEqualTo("[" + one + "," + one + "]\n");
        assertThat(text(CallJson.incoming(List.of()))).isEqualTo("[]\n");
    }

    @Test
    void active_hasWhetherTheViewerHasJoined() {
        String call = "{\"call\":{\"call_id\":\"c1\",\"initiator\":\"alice\",\"joined\":%s,"
                + "\"participants\":[\"alice\"],\"started_ts\":1.5,\"state\":\"active\"}}\n";

        assertThat(text(CallJson.active(Optional.of(CALL), "alice"))).isEqualTo(call.formatted(true));
        assertThat(text(CallJson.active(Optional.of(CALL), "bob"))).isEqualTo(call.formatted(false));
        assertThat(text(CallJson.active(Optional.empty(), "bob"))).isEqualTo("{\"call\":null}\n");
    }

    @Test
    void state_hasEveryField() {
        assertThat(text(CallJson.state(CALL)))
                .isEqualTo("{\"answered_ts\":2.0,\"call_id\":\"c1\",\"channel\":\"dm:alice:bob\",\"ended_ts\":null,"
                        + "\"initiator\":\"alice\",\"participants\":["
                        + "{\"joined_ts\":1.0,\"left_ts\":null,\"role\":\"initiator\",\"sharing\":true,"
                        + "\"state\":\"accepted\",\"username\":\"alice\"},"
                        + "{\"joined_ts\":2.0,\"left_ts\":3.0,\"role\":\"participant\",\"sharing\":false,"
                        + "\"state\":\"left\",\"username\":\"bob\"}],"
                        + "\"screenshare_user\":\"alice\",\"screensharers\":[\"alice\"],\"started_ts\":1.5,"
                        + "\"state\":\"active\"}\n");
    }

    private static Optional<Instant> at(long second) {
        return Optional.of(Instant.ofEpochSecond(second));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.US_ASCII);
    }
}
