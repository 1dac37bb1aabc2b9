package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.MediaJson;
import io.minimost.presence.json.PresenceJson;
import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.json.ReceiptJson;
import io.minimost.presence.json.ScreenShareJson;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.values.PresenceState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The JSON of each response, character by character. */
class AnswersAsJsonTest {
    private static final Instant AT = Instant.ofEpochMilli(1_500);

    @Test
    void online_isAnObjectOfStates() {
        Map<String, PresenceState> states = new LinkedHashMap<>();
        states.put("zoë", PresenceState.IDLE);
        states.put("alice", PresenceState.ACTIVE);

        assertThat(text(PresenceJson.states(states))).isEqualTo("{\"zo\\u00EB\":\"idle\",\"alice\":\"active\"}\n");
    }

    @Test
    void reactions_areTheirPeopleByName() {
        List<Reaction> reactions =
                List.of(new Reaction("smile", List.of("alice", "bob")), new Reaction("heart", List.of("bob")));

        assertThat(text(ReactionJson.summary(reactions)))
                .isEqualTo("{\"smile\":[\"alice\",\"bob\"],\"heart\":[\"bob\"]}\n");
        assertThat(text(ReactionJson.to(AT, reactions)))
                .isEqualTo("{\"reactions\":{\"smile\":[\"alice\",\"bob\"],\"heart\":[\"bob\"]},\"ts\":1.5}\n");
        assertThat(text(ReactionJson.summary(List.of()))).isEqualTo("{}\n");
    }

    @Test
    void readers_areSortedByTheTextOfTheTime() {
        Map<Instant, List<String>> receipts = new LinkedHashMap<>();
        receipts.put(Instant.ofEpochSecond(9), List.of("bob"));
        receipts.put(Instant.ofEpochSecond(10), List.of("alice", "bob"));

        assertThat(text(ReceiptJson.readers(receipts))).isEqualTo("{\"10.0\":[\"alice\",\"bob\"],\"9.0\":[\"bob\"]}\n");
    }

    @Test
    void watermarks_areTimesByReader() {
        assertThat(text(ReceiptJson.watermarks(Map.of("alice", AT)))).isEqualTo("{\"alice\":1.5}\n");
    }

    @Test
    void shares_haveNoEventAtTheirEnd() {
        ScreenShare share = new ScreenShare("s1", "general", "alice", true, AT, Optional.empty());

        assertThat(text(ScreenShareJson.list(List.of(share, share))))
                .isEqualTo("[{\"channel\":\"general\",\"share_id\":\"s1\",\"sharer\":\"alice\",\"started_ts\":1.5},"
                        + "{\"channel\":\"general\",\"share_id\":\"s1\",\"sharer\":\"alice\",\"started_ts\":1.5}]\n");
    }

    @Test
    void signals_holdTheirPayloadAsItIs() {
        List<Signal> signals = List.of(new Signal(7, "alice", SignalType.ICE_CANDIDATE, "{\"n\": 1.50}", AT));
        String expected =
                "[{\"from\":\"alice\",\"id\":7,\"payload\":{\"n\": 1.50},\"ts\":1.5,\"type\":\"ice_candidate\"}]";

        assertThat(text(SignalJson.list(signals))).isEqualTo(expected + "\n");
        assertThat(text(SignalJson.of("c1", signals))).isEqualTo("{\"session\":\"c1\",\"signals\":" + expected + "}\n");
    }

    @Test
    void signal_withAPayloadThatIsNoJson_hasNone() {
        assertThat(text(SignalJson.list(List.of(new Signal(7, "alice", SignalType.OFFER, "NaN", AT)))))
                .isEqualTo("[{\"from\":\"alice\",\"id\":7,\"payload\":null,\"ts\":1.5,\"type\":\"offer\"}]\n");
    }

    @Test
    void storedChunk_isAnsweredWithItsNumber() {
        assertThat(new String(MediaJson.stored(AppendResult.stored(42)), StandardCharsets.UTF_8))
                .isEqualTo("{\"seq\":42,\"status\":\"ok\"}\n");
        assertThat(new String(MediaJson.stored(AppendResult.stored(-1)), StandardCharsets.UTF_8))
                .isEqualTo("{\"seq\":-1,\"status\":\"ok\"}\n");
    }

    @Test
    void mediaPage_isEncodedInBase64() {
        MediaChunk chunk = new MediaChunk(3, new byte[] {1, 2, 3});
        MediaInit init = new MediaInit("video/webm", new byte[] {4});

        assertThat(fields(new MediaPage(Optional.of(init), List.of(chunk, chunk))))
                .isEqualTo("{\"chunks\":[{\"data\":\"AQID\",\"seq\":3},{\"data\":\"AQID\",\"seq\":3}],"
                        + "\"init\":\"BA==\",\"mime_type\":\"video/webm\"}\n");
        assertThat(fields(new MediaPage(Optional.empty(), List.of())))
                .isEqualTo("{\"chunks\":[],\"init\":null,\"mime_type\":null}\n");
    }

    private static String fields(MediaPage page) {
        return text(Json.bytes(json -> {
            json.writeStartObject();
            MediaJson.writeFields(json, page);
            json.writeEndObject();
        }));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.US_ASCII);
    }
}
