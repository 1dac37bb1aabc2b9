package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.relay.SignalLimits;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.values.ChannelId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Screens shared with a channel. */
interface ScreenSharesOverHttp extends HttpFixture {
    String OK = "{\"status\":\"ok\"}";
    String START = "/screenshare/start";
    String ACTIVE = "/screenshare/active?channel=";

    private HttpReply start(String user, String channel) {
        return as(user).postJson(START, "{\"channel\":\"" + channel + "\"}");
    }

    private String shared(String user, String channel) {
        String share =
                start(user, channel).hasStatus(200).json().path("share_id").textValue();
        changes().clear();
        return share;
    }

    private HttpReply signal(String user, String share, String to) {
        return as(user).postJson(
                        "/screenshare/" + share + "/signal",
                        "{\"to\":\"" + to + "\",\"type\":\"offer\",\"payload\":1.0}");
    }

    private HttpReply send(Http user, String share, String data) {
        return user.postBytes("/screenshare/" + share + "/media", data.getBytes(StandardCharsets.US_ASCII));
    }

    private ScreenShare share(String id) {
        return store().screenShares().find(id).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"general", "dm:alice:bob", "private:1"})
    default void postStart_isListed(String channel) {
        store().channels().create("Team", "alice", List.of("bob"));
        String first = shared("alice", channel);
        String second = shared("bob", channel);

        as("bob")
                .get(ACTIVE + channel)
                .isJson("[{\"channel\":\"" + channel + "\",\"share_id\":\"" + first
                        + "\",\"sharer\":\"alice\",\"started_ts\":1795478400.0},{\"channel\":\"" + channel
                        + "\",\"share_id\":\"" + second + "\",\"sharer\":\"bob\",\"started_ts\":1795478400.0}]");
        as("bob").get(ACTIVE + "software").isJson("[]");
    }

    @Test
    default void postStart_again_replacesTheFirst() {
        String first = shared("alice", "general");

        String second = shared("alice", " general ");

        assertThat(share(first).active()).isFalse();
        assertThat(share(second).active()).isTrue();
    }

    @Test
    default void start_and_active_needAChannelThatTheUserMayUse() {
        store().channels().create("Team", "bob", List.of());
        changes().clear();

        as("alice").postJson(START, "{}").isError(400, "channel required");
        as("alice").get("/screenshare/active").isError(400, "channel required");
        for (String channel : List.of("unlisted", "private:1", "private:99", "dm:bob:carol")) {
            start("alice", channel).isError(403, "access denied");
            as("alice").get(ACTIVE + channel).isError(403, "access denied");
        }
        for (String channel : List.of("private:01", "private:1:x", "dm:bob:alice", "a:b")) {
            start("alice", channel).badInput("channel");
            as("alice").get(ACTIVE + channel).badInput("channel");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postStop_ends() {
        String share = shared("alice", "general");

        as("bob").post("/screenshare/" + share + "/stop").isError(403, "access denied");
        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);
        as("alice").post("/screenshare/none/stop").isError(404, "share not found");

        as("bob").get(ACTIVE + "general").isJson("[]");
    }

    @Test
    default void postStop_again_changesNothing() {
        String share = shared("alice", "general");
        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);
        ScreenShare before = share(share);
        changes().clear();
        elapse(Duration.ofSeconds(5));

        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);

        assertThat(share(share)).isEqualTo(before);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postStop_isAlwaysPossibleForTheSharer() {
        String share = shared("alice", "general");
        configure(builder -> builder.channelAccess((user, channel) -> false));

        as("bob").post("/screenshare/" + share + "/stop").isError(404, "share not found");
        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);
    }

    @Test
    default void postSignal_isBetweenSharerAndViewers() {
        configure(builder -> builder.publicChannels("general").users(new TestUsers("alice", "bob", "carol")));
        String share = shared("alice", "general");

        signal("alice", share, "bob").isJson(OK);
        signal("bob", share, "alice").isJson(OK);
        changes().clear();
        signal("bob", share, "carol").isError(404, "recipient not found");
        for (String to : List.of("alice", "mallory", "BOB")) {
            signal("alice", share, to).isError(404, "recipient not found");
        }
        assertThat(changes()).isEmpty();
        as("bob")
                .get("/screenshare/" + share + "/signals?after=0")
                .isJson("[{\"from\":\"alice\",\"id\":1,\"payload\":1.0,\"ts\":1795478400.0,\"type\":\"offer\"}]");
        as("bob").get("/screenshare/" + share + "/signals?after=1").isJson("[]");
        as("carol").get("/screenshare/" + share + "/signals").isJson("[]");
    }

    @Test
    default void postSignal_toSomebodyWhomTheHostKeepsOut_isNotFound() {
        configure(builder -> builder.channelAccess((user, channel) -> !user.equals("carol")));
        String share = shared("alice", "general");

        signal("alice", share, "carol").isError(404, "recipient not found");
        signal("carol", share, "alice").isError(404, "not found");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_byAGuestOfTheHostInAPrivateChannel_isDenied() {
        store().channels().create("Team", "alice", List.of("bob"));
        configure(builder -> builder.channelAccess((user, channel) -> true));
        String share = shared("alice", "private:1");

        signal("admin", share, "alice").isError(403, "access denied");
        start("admin", "private:1").isError(403, "access denied");
        as("admin").get("/screenshare/" + share + "/media").isError(404, "not found");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postShareSignal_toAFullMailbox_isTooMuch() {
        use(PresenceStore.builder()
                .inMemory()
                .manualSweeps()
                .signalLimits(new SignalLimits(100, 1, 100, 1))
                .open());
        String share = shared("alice", "general");
        signal("alice", share, "bob").isJson(OK);

        assertThat(signal("alice", share, "bob").header("Retry-After")).contains("1");
        signal("alice", share, "bob").error(429);
    }

    @Test
    default void postSignal_checksTheBodyFirst() {
        as("alice")
                .postJson("/screenshare/none/signal", "{\"to\":\"bob\",\"type\":\"x\",\"payload\":1}")
                .isError(400, "to, type (offer/answer/ice_candidate), and payload are required");
        signal("alice", "none", "bob").isError(404, "not found");
    }

    @Test
    default void media_goesFromTheSharerToViewers() {
        String share = shared("alice", "general");

        send(as("alice").with("X-Init", "1").with("X-Mime", "video/mp4"), share, "head")
                .isJson("{\"seq\":-1,\"status\":\"ok\"}");
        send(as("alice").with("X-Track", "tracks are for calls"), share, "one").isJson("{\"seq\":2,\"status\":\"ok\"}");
        send(as("bob"), share, "two").isError(404, "not found");
        send(as("bob"), share, "").isError(400, "no data");
        send(as("alice").with("X-Init", "1").with("X-Mime", "text/html"), share, "x")
                .badInput("X-Mime");

        for (String query : List.of("", "?after=-1", "?after=1", "?after=1&after=9")) {
            assertThat(as("bob")
                            .get("/screenshare/" + share + "/media" + query)
                            .hasStatus(200)
                            .body())
                    .isEqualTo("{\"active\":true,\"chunks\":[{\"data\":\"b25l\",\"seq\":2}],\"init\":\"aGVhZA==\","
                            + "\"mime_type\":\"video/mp4\"}\n");
        }
        as("bob")
                .get("/screenshare/" + share + "/media?after=9223372036854775808")
                .badInput("after");
    }

    @Test
    default void getShareMedia_withoutAfter_isTheLiveEdge() {
        String share = shared("alice", "general");
        for (int i = 0; i < 35; i++) {
            store().screenShares().media().append(share, "alice", new byte[] {1});
        }

        for (String query : List.of("", "?after=-1")) {
            assertThat(as("bob")
                            .get("/screenshare/" + share + "/media" + query)
                            .json()
                            .path("chunks"))
                    .hasSize(20)
                    .last()
                    .satisfies(
                            chunk -> assertThat(chunk.path("seq").longValue()).isEqualTo(35));
        }
        assertThat(as("bob")
                        .get("/screenshare/" + share + "/media?after=0")
                        .json()
                        .path("chunks"))
                .hasSize(30);
    }

    @Test
    default void share_thatIsOver_takesNothingMore() {
        String share = shared("alice", "general");
        send(as("alice"), share, "x");
        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);
        changes().clear();

        signal("alice", share, "bob").isError(409, "share is not active");
        send(as("alice"), share, "y").isError(409, "share is not active");
        send(as("alice").with("X-Init", "1"), share, "y").isError(409, "share is not active");
        as("bob")
                .get("/screenshare/" + share + "/media")
                .isJson("{\"active\":false,\"chunks\":[],\"init\":null,\"mime_type\":null}");
        as("bob").get("/screenshare/" + share + "/signals").isJson("[]");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void share_ofAForeignChannel_doesNotExist() {
        store().channels().create("Team", "bob", List.of("carol"));
        String foreign = shared("bob", "private:1");

        for (String share : List.of(foreign, "none")) {
            as("alice").post("/screenshare/" + share + "/stop").isError(404, "share not found");
            signal("alice", share, "bob").isError(404, "not found");
            as("alice").get("/screenshare/" + share + "/signals").isError(404, "not found");
            send(as("alice"), share, "x").isError(404, "not found");
            as("alice").get("/screenshare/" + share + "/media").isError(404, "not found");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void share_ofWhoLeavesTheChannel_isOver() {
        store().channels().create("Team", "alice", List.of("bob"));
        String share = shared("alice", "private:1");

        as("alice").post("/private_channels/1/leave").hasStatus(200);

        assertThat(share(share).active()).isFalse();
        assertThat(store().channels().isMember(new ChannelId.Private(1), "alice"))
                .isFalse();
        send(as("alice"), share, "x").isError(404, "not found");
        as("bob").get(ACTIVE + "private:1").isJson("[]");
    }
}
