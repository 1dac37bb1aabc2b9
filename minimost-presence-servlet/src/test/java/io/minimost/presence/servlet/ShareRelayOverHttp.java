package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.signaling.SignalLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signals and media of a screen share. */
interface ShareRelayOverHttp extends ShareFixture {
    @Test
    default void postSignal_isBetweenSharerAndViewers() {
        configure(builder -> builder.publicChannels("general").users(new TestUsers("alice", "bob", "carol")));
        String share = shared("alice", "general");

        postShareSignal("alice", share, "bob").isJson(OK);
        postShareSignal("bob", share, "alice").isJson(OK);
        changes().clear();
        postShareSignal("bob", share, "carol").isError(404, "recipient not found");
        for (String to : List.of("alice", "mallory", "BOB")) {
            postShareSignal("alice", share, to).isError(404, "recipient not found");
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

        postShareSignal("alice", share, "carol").isError(404, "recipient not found");
        postShareSignal("carol", share, "alice").isError(404, "not found");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postSignal_byAGuestOfTheHostInAPrivateChannel_isDenied() {
        store().channels().create("Team", "alice", List.of("bob"));
        configure(builder -> builder.channelAccess((user, channel) -> true));
        String share = shared("alice", "private:1");

        postShareSignal("admin", share, "alice").isError(403, "access denied");
        postStart("admin", "private:1").isError(403, "access denied");
        as("admin").get("/screenshare/" + share + "/media").isError(404, "not found");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postShareSignal_toAFullMailbox_isTooMuch() {
        reopen(builder -> builder.signalLimits(new SignalLimits(100, 1, 100, 1)));
        String share = shared("alice", "general");
        postShareSignal("alice", share, "bob").isJson(OK);

        assertThat(postShareSignal("alice", share, "bob").header("Retry-After")).contains("1");
        postShareSignal("alice", share, "bob").error(429);
    }

    @Test
    default void postSignal_checksTheBodyFirst() {
        as("alice")
                .postJson("/screenshare/none/signal", "{\"to\":\"bob\",\"type\":\"x\",\"payload\":1}")
                .isError(400, "to, type (offer/answer/ice_candidate), and payload are required");
        postShareSignal("alice", "none", "bob").isError(404, "not found");
    }

    @Test
    default void media_goesFromTheSharerToViewers() {
        String share = shared("alice", "general");

        postShareMedia(as("alice").with("X-Init", "1").with("X-Mime", "video/mp4"), share, "head")
                .isJson("{\"seq\":-1,\"status\":\"ok\"}");
        postShareMedia(as("alice").with("X-Track", "tracks are for calls"), share, "one")
                .isJson("{\"seq\":2,\"status\":\"ok\"}");
        postShareMedia(as("bob"), share, "two").isError(404, "not found");
        postShareMedia(as("bob"), share, "").isError(400, "no data");
        postShareMedia(as("alice").with("X-Init", "1").with("X-Mime", "text/html"), share, "x")
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
}
