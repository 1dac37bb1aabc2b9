package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Screens shared with a channel. */
interface ScreenSharesOverHttp extends ShareFixture {
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

        assertThat(stored(first).active()).isFalse();
        assertThat(stored(second).active()).isTrue();
    }

    @Test
    default void start_and_active_needAChannelThatTheUserMayUse() {
        store().channels().create("Team", "bob", List.of());
        changes().clear();

        as("alice").postJson(START, "{}").isError(400, "channel required");
        as("alice").get("/screenshare/active").isError(400, "channel required");
        for (String channel : List.of("unlisted", "private:1", "private:99", "dm:bob:carol")) {
            postStart("alice", channel).isError(403, "access denied");
            as("alice").get(ACTIVE + channel).isError(403, "access denied");
        }
        for (String channel : List.of("private:01", "private:1:x", "dm:bob:alice", "a:b")) {
            postStart("alice", channel).badInput("channel");
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
        ScreenShare before = stored(share);
        changes().clear();
        elapse(Duration.ofSeconds(5));

        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);

        assertThat(stored(share)).isEqualTo(before);
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
    default void share_thatIsOver_takesNothingMore() {
        String share = shared("alice", "general");
        postShareMedia(as("alice"), share, "x");
        as("alice").post("/screenshare/" + share + "/stop").isJson(OK);
        changes().clear();

        postShareSignal("alice", share, "bob").isError(409, "share is not active");
        postShareMedia(as("alice"), share, "y").isError(409, "share is not active");
        postShareMedia(as("alice").with("X-Init", "1"), share, "y").isError(409, "share is not active");
        as("bob")
                .get("/screenshare/" + share + "/media")
                .isJson("{\"active\":false,\"chunks\":[],\"init\":null,\"mime_type\":null}");
        as("bob").get("/screenshare/" + share + "/signals").isJson("[]");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void shareThatIsLongOver_isUnknown() {
        String share = shared("alice", "general");
        as("alice").post("/screenshare/" + share + "/stop").hasStatus(200);
        elapse(Duration.ofDays(30));
        store().sweep();
        as("bob").get("/screenshare/" + share + "/media").hasStatus(200);

        elapse(Duration.ofMinutes(1));
        store().sweep();

        as("bob").get("/screenshare/" + share + "/media").isError(404, "not found");
        as("alice").post("/screenshare/" + share + "/stop").isError(404, "share not found");
    }

    @Test
    default void share_ofAForeignChannel_doesNotExist() {
        store().channels().create("Team", "bob", List.of("carol"));
        String foreign = shared("bob", "private:1");

        for (String share : List.of(foreign, "none")) {
            as("alice").post("/screenshare/" + share + "/stop").isError(404, "share not found");
            postShareSignal("alice", share, "bob").isError(404, "not found");
            as("alice").get("/screenshare/" + share + "/signals").isError(404, "not found");
            postShareMedia(as("alice"), share, "x").isError(404, "not found");
            as("alice").get("/screenshare/" + share + "/media").isError(404, "not found");
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void share_ofWhoLeavesTheChannel_isOver() {
        store().channels().create("Team", "alice", List.of("bob"));
        String share = shared("alice", "private:1");

        as("alice").post("/private_channels/1/leave").hasStatus(200);

        assertThat(stored(share).active()).isFalse();
        assertThat(store().channels().isMember(new ChannelId.Private(1), "alice"))
                .isFalse();
        postShareMedia(as("alice"), share, "x").isError(404, "not found");
        as("bob").get(ACTIVE + "private:1").isJson("[]");
    }
}
