package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.CallState;
import io.minimost.presence.calls.IncomingCall;
import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.calls.Participant;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaChunk;
import io.minimost.presence.media.MediaInit;
import io.minimost.presence.media.MediaOutcome;
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
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The exact bodies of the routes: compact, and with their keys in order, as MiniMost writes them. */
class FeatureJsonTest {
    private static final Instant START = Instant.ofEpochSecond(1_716_000_000);
    private static final Instant LATER = START.plusMillis(3500);

    private static final Participant ALICE = new Participant(
            "alice",
            Participant.Role.INITIATOR,
            Participant.State.ACCEPTED,
            Optional.of(START),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty());
    private static final Participant BOB = new Participant(
            "bob",
            Participant.Role.PARTICIPANT,
            Participant.State.ACCEPTED,
            Optional.of(LATER),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty());
    private static final Participant CAROL = new Participant(
            "carol",
            Participant.Role.PARTICIPANT,
            Participant.State.LEFT,
            Optional.of(START),
            Optional.of(LATER),
            false,
            Optional.empty(),
            Optional.empty());
    private static final Call CALL = new Call(
            "c1",
            "dm:alice:bob:carol",
            "alice",
            CallState.ACTIVE,
            START,
            Optional.of(LATER),
            Optional.empty(),
            Optional.empty(),
            Optional.of("bob"),
            List.of(ALICE, BOB, CAROL));

    @Test
    void startedCall_namesAllParticipants() {
        assertThat(text(CallJson.started(CALL)))
                .isEqualTo("{\"call_id\":\"c1\",\"participants\":[\"alice\",\"bob\",\"carol\"]}\n");
    }

    @Test
    void joinedCall_namesThoseWhoHaveAccepted() {
        assertThat(text(CallJson.joined(new JoinResult(JoinResult.Outcome.JOINED, Optional.of(CALL), 7))))
                .isEqualTo("{\"last_signal_id\":7,\"participants\":[\"alice\",\"bob\"],\"status\":\"ok\"}\n");
    }

    @Test
    void incomingCalls_areInTheirOrder() {
        assertThat(text(CallJson.incoming(List.of(
                        new IncomingCall("c2", "private:7", "zoe", START),
                        new IncomingCall("c1", "dm:alice:bob", "alice", LATER)))))
                .isEqualTo("[{\"call_id\":\"c2\",\"channel\":\"private:7\",\"initiator\":\"zoe\","
                        + "\"started_ts\":1716000000.0},{\"call_id\":\"c1\",\"channel\":\"dm:alice:bob\","
                        + "\"initiator\":\"alice\",\"started_ts\":1716000003.5}]\n");
    }

    @Test
    void activeCall_hasWhetherTheViewerHasJoined() {
        String call = "{\"call\":{\"call_id\":\"c1\",\"initiator\":\"alice\",\"joined\":%s,"
                + "\"participants\":[\"alice\",\"bob\"],\"started_ts\":1716000000.0,\"state\":\"active\"}}\n";

        assertThat(text(CallJson.active(Optional.of(CALL), "bob"))).isEqualTo(call.formatted("true"));
        assertThat(text(CallJson.active(Optional.of(CALL), "carol"))).isEqualTo(call.formatted("false"));
        assertThat(text(CallJson.active(Optional.empty(), "bob"))).isEqualTo("{\"call\":null}\n");
    }

    @Test
    void stateOfACall_hasEveryField() {
        assertThat(text(CallJson.state(CALL)))
                .isEqualTo("{\"answered_ts\":1716000003.5,\"call_id\":\"c1\",\"channel\":\"dm:alice:bob:carol\","
                        + "\"ended_ts\":null,\"initiator\":\"alice\",\"participants\":["
                        + "{\"joined_ts\":1716000000.0,\"left_ts\":null,\"role\":\"initiator\",\"sharing\":false,"
                        + "\"state\":\"accepted\",\"username\":\"alice\"},"
                        + "{\"joined_ts\":1716000003.5,\"left_ts\":null,\"role\":\"participant\",\"sharing\":true,"
                        + "\"state\":\"accepted\",\"username\":\"bob\"},"
                        + "{\"joined_ts\":1716000000.0,\"left_ts\":1716000003.5,\"role\":\"participant\","
                        + "\"sharing\":false,\"state\":\"left\",\"username\":\"carol\"}],"
                        + "\"screenshare_user\":\"bob\",\"screensharers\":[\"bob\"],\"started_ts\":1716000000.0,"
                        + "\"state\":\"active\"}\n");
    }

    @Test
    void stateOfAnEndedCall_hasItsEnd() {
        Call over = new Call(
                "c1",
                "dm:alice:bob",
                "alice",
                CallState.REJECTED,
                START,
                Optional.empty(),
                Optional.of(LATER),
                Optional.empty(),
                Optional.empty(),
                List.of());

        assertThat(text(CallJson.state(over)))
                .isEqualTo("{\"answered_ts\":null,\"call_id\":\"c1\",\"channel\":\"dm:alice:bob\","
                        + "\"ended_ts\":1716000003.5,\"initiator\":\"alice\",\"participants\":[],"
                        + "\"screenshare_user\":null,\"screensharers\":[],\"started_ts\":1716000000.0,"
                        + "\"state\":\"rejected\"}\n");
    }

    @Test
    void signals_keepTheirPayloadUnchanged_unlessItIsNotJson() {
        List<Signal> signals = List.of(
                new Signal(2, "bob", SignalType.ICE_CANDIDATE, "{\"b\": 1.0,\"a\":1e22}", START),
                new Signal(3, "bob", SignalType.ANSWER, "NaN", LATER));
        String list = "[{\"from\":\"bob\",\"id\":2,\"payload\":{\"b\": 1.0,\"a\":1e22},\"ts\":1716000000.0,"
                + "\"type\":\"ice_candidate\"},{\"from\":\"bob\",\"id\":3,\"payload\":null,\"ts\":1716000003.5,"
                + "\"type\":\"answer\"}]";

        assertThat(text(SignalJson.list(signals))).isEqualTo(list + "\n");
        assertThat(text(SignalJson.of("c1", signals))).isEqualTo("{\"session\":\"c1\",\"signals\":" + list + "}\n");
    }

    @Test
    void media_areInBase64() {
        MediaPage page = new MediaPage(
                Optional.of(new MediaInit("audio/ogg", new byte[] {1, 2, 3})),
                List.of(new MediaChunk(16, new byte[] {-1}), new MediaChunk(17, new byte[] {0, 0})));

        assertThat(media(page))
                .isEqualTo("{\"chunks\":[{\"data\":\"/w==\",\"seq\":16},{\"data\":\"AAA=\",\"seq\":17}],"
                        + "\"init\":\"AQID\",\"mime_type\":\"audio/ogg\"}\n");
        assertThat(media(new MediaPage(Optional.empty(), List.of())))
                .isEqualTo("{\"chunks\":[],\"init\":null,\"mime_type\":null}\n");
    }

    private static String media(MediaPage page) {
        return text(Json.bytes(json -> {
            json.writeStartObject();
            MediaJson.writeFields(json, page);
            json.writeEndObject();
        }));
    }

    @Test
    void storedMedia_haveANumber_andAnInitSegmentHasMinusOne() {
        AppendResult appended = new AppendResult(MediaOutcome.STORED, OptionalLong.of(17));

        assertThat(text(MediaJson.stored(appended))).isEqualTo("{\"seq\":17,\"status\":\"ok\"}\n");
        assertThat(text(MediaJson.stored(AppendResult.stored(-1)))).isEqualTo("{\"seq\":-1,\"status\":\"ok\"}\n");
    }

    @Test
    void mediaAfterMinusOne_areThoseFromTheStart() {
        assertThat(MediaJson.fromStart(OptionalLong.of(-1))).isEmpty();
        assertThat(MediaJson.fromStart(OptionalLong.of(-2))).hasValue(-2);
        assertThat(MediaJson.fromStart(OptionalLong.of(0))).hasValue(0);
        assertThat(MediaJson.fromStart(OptionalLong.empty())).isEmpty();
    }

    @Test
    void screenShares_areInTheirOrder() {
        assertThat(text(ScreenShareJson.list(List.of(
                        new ScreenShare("s2", "general", "zoe", true, START, Optional.empty()),
                        new ScreenShare("s1", "general", "alice", true, LATER, Optional.empty())))))
                .isEqualTo("[{\"channel\":\"general\",\"share_id\":\"s2\",\"sharer\":\"zoe\","
                        + "\"started_ts\":1716000000.0},{\"channel\":\"general\",\"share_id\":\"s1\","
                        + "\"sharer\":\"alice\",\"started_ts\":1716000003.5}]\n");
    }

    @Test
    void reactions_areByEmoji_withOrWithoutTheirMessage() {
        List<Reaction> reactions =
                List.of(new Reaction("+1", List.of("alice", "bob")), new Reaction("rocket", List.of("bob")));
        String summary = "{\"+1\":[\"alice\",\"bob\"],\"rocket\":[\"bob\"]}";

        assertThat(text(ReactionJson.summary(reactions))).isEqualTo(summary + "\n");
        assertThat(text(ReactionJson.to(START, reactions)))
                .isEqualTo("{\"reactions\":" + summary + ",\"ts\":1716000000.0}\n");
    }

    @Test
    void receipts_areSortedAsText() {
        Map<Instant, List<String>> receipts = new LinkedHashMap<>();
        receipts.put(Instant.ofEpochSecond(9), List.of("bob"));
        receipts.put(Instant.ofEpochSecond(10), List.of("alice", "bob"));

        assertThat(text(ReceiptJson.readers(receipts))).isEqualTo("{\"10.0\":[\"alice\",\"bob\"],\"9.0\":[\"bob\"]}\n");
    }

    @Test
    void watermarksAndStates_areInTheOrderOfTheStore() {
        Map<String, Instant> watermarks = new LinkedHashMap<>();
        watermarks.put("zoe", LATER);
        watermarks.put("alice", START);
        Map<String, PresenceState> states = new LinkedHashMap<>();
        states.put("zoe", PresenceState.IDLE);
        states.put("alice", PresenceState.OFFLINE);

        assertThat(text(ReceiptJson.watermarks(watermarks)))
                .isEqualTo("{\"zoe\":1716000003.5,\"alice\":1716000000.0}\n");
        assertThat(text(PresenceJson.states(states))).isEqualTo("{\"zoe\":\"idle\",\"alice\":\"offline\"}\n");
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.US_ASCII);
    }
}
