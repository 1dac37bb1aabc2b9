package io.minimost.presence.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.IncomingCall;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.calls.Participant;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The JSON of calls. */
public final class CallJson {
    private CallJson() {}

    public static byte[] started(Call call) {
        List<String> people =
                call.participants().stream().map(Participant::user).toList();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("call_id", call.id());
            Json.writeStringsField(json, "participants", people);
            json.writeEndObject();
        });
    }

    public static byte[] joined(JoinResult accepted) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeNumberField("last_signal_id", accepted.lastSignal());
            Json.writeStringsField(
                    json, "participants", accepted.call().orElseThrow().accepted());
            json.writeStringField("status", "ok");
            json.writeEndObject();
        });
    }

    public static byte[] incoming(List<IncomingCall> calls) {
        return Json.bytes(json -> {
            json.writeStartArray();
            for (IncomingCall call : calls) {
                json.writeStartObject();
                json.writeStringField("call_id", call.call());
                json.writeStringField("channel", call.channel());
                json.writeStringField("initiator", call.initiator());
                Json.writeSecondsField(json, "started_ts", call.startedAt());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** The live call of a channel, as {@code viewer} sees it, or null if there is none. */
    public static byte[] active(Optional<Call> call, String viewer) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeFieldName("call");
            if (call.isPresent()) {
                writeActive(json, call.get(), viewer);
            } else {
                json.writeNull();
            }
            json.writeEndObject();
        });
    }

    private static void writeActive(JsonGenerator json, Call call, String viewer) throws IOException {
        json.writeStartObject();
        json.writeStringField("call_id", call.id());
        json.writeStringField("initiator", call.initiator());
        json.writeBooleanField("joined", call.isIn(viewer));
        Json.writeStringsField(json, "participants", call.accepted());
        Json.writeSecondsField(json, "started_ts", call.startedAt());
        json.writeStringField("state", call.state().value());
        json.writeEndObject();
    }

    public static byte[] state(Call call) {
        return Json.bytes(json -> {
            json.writeStartObject();
            Json.writeSecondsField(json, "answered_ts", call.answeredAt());
            json.writeStringField("call_id", call.id());
            json.writeStringField("channel", call.channel());
            Json.writeSecondsField(json, "ended_ts", call.endedAt());
            json.writeStringField("initiator", call.initiator());
            json.writeArrayFieldStart("participants");
            for (Participant participant : call.participants()) {
                writeParticipant(json, participant);
            }
            json.writeEndArray();
            json.writeStringField("screenshare_user", call.screenShareUser().orElse(null));
            Json.writeStringsField(json, "screensharers", call.sharers());
            Json.writeSecondsField(json, "started_ts", call.startedAt());
            json.writeStringField("state", call.state().value());
            json.writeEndObject();
        });
    }

    private static void writeParticipant(JsonGenerator json, Participant participant) throws IOException {
        json.writeStartObject();
        Json.writeSecondsField(json, "joined_ts", participant.joinedAt());
        Json.writeSecondsField(json, "left_ts", participant.leftAt());
        json.writeStringField("role", participant.role().value());
        json.writeBooleanField("sharing", participant.sharing());
        json.writeStringField("state", participant.state().value());
        json.writeStringField("username", participant.user());
        json.writeEndObject();
    }
}
