package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How often one user may do what concerns calls and screen shares. */
interface CallLimitsOverHttp extends CallFixture {
    private ClientResponse initiate() {
        return as("alice").postJson("/calls/initiate", "{\"channel\":\"dm:alice:bob\"}");
    }

    @Test
    default void ringing_beyondItsRate_isTooMuch() {
        String call = talk();
        for (int i = 0; i < RateLimit.CALLS.defaultRate().burst(); i++) {
            initiate().hasStatus(409);
        }

        ClientResponse rejected = as("alice").postJson("/calls/" + call + "/invite", "{\"username\":\"carol\"}");

        rejected.error(429);
        assertThat(rejected.header("Retry-After")).contains("6");
        initiate().error(429);
        as("alice").postJson("/screenshare/start", "{\"channel\":\"general\"}").error(429);
        assertThat(changes()).isEmpty();
        as("bob").postJson("/screenshare/start", "{\"channel\":\"general\"}").hasStatus(200);
        as("alice").post("/calls/" + call + "/accept").hasStatus(200);
        as("alice").post("/calls/" + call + "/end").hasStatus(200);
        elapse(Duration.ofSeconds(6));
        initiate().hasStatus(200);
        initiate().error(429);
    }

    @Test
    default void signals_beyondTheirRate_areTooMuch() {
        configure(builder -> builder.limits(Limits.defaults().withRate(RateLimit.SIGNALS, new Rate(0.25, 4))));
        String call = talk();
        String signal = "{\"to\":\"bob\",\"type\":\"offer\",\"payload\":1}";

        as("alice").postJson("/calls/" + call + "/signal", signal).hasStatus(200);
        as("alice").postJson("/calls/" + call + "/screenshare", "{}").hasStatus(200);
        as("alice")
                .postJson("/calls/" + call + "/gone", "{\"username\":\"bob\"}")
                .hasStatus(200);
        as("alice").post("/calls/" + call + "/accept").hasStatus(200);
        changes().clear();

        assertThat(as("alice").postJson("/calls/" + call + "/signal", signal).error(429))
                .contains("4 s");
        as("alice").postJson("/calls/" + call + "/screenshare", "{\"on\":true}").error(429);
        as("alice").postJson("/screenshare/none/signal", signal).error(429);
        assertThat(changes()).isEmpty();
        as("alice").postBytes("/calls/" + call + "/media", new byte[1]).hasStatus(200);
        as("alice").get("/calls/" + call + "/signals").hasStatus(200);
        as("alice").get("/calls/" + call + "/state").hasStatus(200);
        as("alice").post("/calls/" + call + "/end").hasStatus(200);
    }

    @Test
    default void media_beyondItsRate_isTooMuch() {
        configure(builder ->
                builder.publicChannels("general").limits(Limits.defaults().withRate(RateLimit.MEDIA, new Rate(1, 2))));
        String call = talk();
        String share =
                store().screenShares().start("general", "alice").orElseThrow().id();

        as("alice").postBytes("/calls/" + call + "/media", new byte[1]).hasStatus(200);
        as("alice").postBytes("/screenshare/" + share + "/media", new byte[1]).hasStatus(200);

        as("alice").postBytes("/calls/" + call + "/media", new byte[1]).error(429);
        as("alice").postBytes("/screenshare/" + share + "/media", new byte[1]).error(429);
        assertThat(as("bob").get("/screenshare/" + share + "/media").json().path("chunks"))
                .hasSize(1);
    }

    @Test
    default void mediaOfTwentyChunksASecond_isNeverTooMuch() {
        String call = talk();
        for (int second = 0; second < 10; second++) {
            for (int piece = 0; piece < 20; piece++) {
                as("alice").postBytes("/calls/" + call + "/media", new byte[1]).hasStatus(200);
            }
            elapse(Duration.ofSeconds(1));
        }
    }

    @Test
    default void allowed_evenWithoutARateLeft_isToStop() {
        configure(builder -> builder.publicChannels("general")
                .limits(Limits.defaults()
                        .withRate(RateLimit.CALLS, new Rate(0.01, 1))
                        .withRate(RateLimit.SIGNALS, new Rate(0.01, 1))));
        String share = as("alice")
                .postJson("/screenshare/start", "{\"channel\":\"general\"}")
                .json()
                .path("share_id")
                .textValue();
        String call = ring(DM);
        initiate().error(429);

        for (String path : List.of("/screenshare/" + share + "/stop", "/calls/" + call + "/reject")) {
            as("alice").post(path).hasStatus(200);
        }
    }

    @Test
    default void directChannel_ofTooManyPeople_isBadInput() {
        String people = IntStream.range(10, 25).mapToObj(i -> ":p" + i).collect(Collectors.joining());

        for (String path : List.of("/calls/initiate", "/screenshare/start")) {
            assertThat(as("alice")
                            .postJson(path, "{\"channel\":\"dm:alice" + people + ":p25\"}")
                            .badInput("channel"))
                    .contains("17 people", "at most 16");
        }
        as("alice").get("/calls/active?channel=dm:alice" + people + ":p25").badInput("channel");
        assertThat(changes()).isEmpty();
        as("alice")
                .postJson("/calls/initiate", "{\"channel\":\"dm:alice" + people + "\"}")
                .hasStatus(200);

        configure(builder -> builder.limits(Limits.defaults().withMaxDirectPeople(2)));
        as("alice")
                .postJson("/calls/initiate", "{\"channel\":\"dm:alice:bob\"}")
                .hasStatus(200);
        as("alice")
                .postJson("/calls/initiate", "{\"channel\":\"dm:alice:bob:carol\"}")
                .badInput("channel");
    }
}
