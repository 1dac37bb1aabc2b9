package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

interface LimitsOverHttp extends HttpFixture {
    @Test
    default void typing_beyondItsRate_isTooMuch() {
        for (int i = 0; i < RateLimit.TYPING.defaultRate().burst(); i++) {
            as("alice").post("/typing/general").isNoContent();
        }

        ClientResponse rejected = as("alice").delete("/typing/general");

        assertThat(rejected.error(429)).contains("1 s");
        assertThat(rejected.header("Retry-After")).contains("1");
        as("bob").post("/typing/general").isNoContent();
        as("alice").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        as("alice").get("/typing/general").isJson("[\"bob\"]");
        elapse(Duration.ofMillis(200));
        as("alice").delete("/typing/general").isNoContent();
        as("alice").delete("/typing/general").error(429);
    }

    @Test
    default void presence_sharesItsRateWithOverride() {
        configure(builder -> builder.limits(Limits.defaults().withRate(RateLimit.PRESENCE, new Rate(0.1, 2))));

        as("alice").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        as("alice").postJson("/presence/override", "{}").isNoContent();
        ClientResponse rejected = as("alice").postJson("/presence", "{\"state\":\"active\"}");

        rejected.error(429);
        assertThat(rejected.header("Retry-After")).contains("10");
        as("alice").get("/online_users").isJson("{\"alice\":\"idle\"}");
        as("alice").get("/presence/override").isJson("{\"override\":null}");
    }

    @Test
    default void receipts_beyondTheirRate_areTooMuch() {
        configure(builder -> builder.publicChannels("general")
                .messages(new TestMessages().with(1, "general", 1716000000.0, "bob"))
                .limits(Limits.defaults().withRate(RateLimit.RECEIPTS, new Rate(0.5, 1))));

        as("alice").post("/mark_read/general").isNoContent();
        assertThat(as("alice").post("/mark_read/general").error(429)).contains("2 s");
        as("alice").postForm("/react/1", "reaction", "rocket").hasStatus(200);
        as("carol").post("/mark_read/general").isNoContent();
        as("alice").get("/read_receipts/general").hasStatus(200);
        elapse(Duration.ofSeconds(2));
        as("alice").post("/mark_read/general").isNoContent();
    }

    @Test
    default void reactions_beyondTheirRate_areTooMuch() {
        configure(builder ->
                builder.publicChannels("general").messages(new TestMessages().with(1, "general", 1716000000.0, "bob")));
        for (int i = 0; i < RateLimit.REACTIONS.defaultRate().burst(); i++) {
            as("alice").postForm("/react/1", "reaction", "rocket").hasStatus(200);
        }
        changes().clear();

        as("alice").postForm("/react/1", "reaction", "rocket").error(429);
        assertThat(changes()).isEmpty();
        elapse(Duration.ofMillis(200));
        as("alice").postForm("/react/1", "reaction", "rocket").hasStatus(200);
    }

    @Test
    default void privateChannels_shareOneRate() {
        configure(builder -> builder.limits(Limits.defaults().withRate(RateLimit.CHANNELS, new Rate(0.01, 4))));
        as("alice").postJson("/private_channels/create", "{\"name\":\"Team\"}").hasStatus(200);
        as("alice")
                .postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}")
                .hasStatus(200);
        as("alice")
                .postJson("/private_channels/1/add_member", "{\"username\":\"bob\"}")
                .hasStatus(200);
        as("alice")
                .postJson("/private_channels/1/remove_member", "{\"username\":\"bob\"}")
                .hasStatus(200);
        changes().clear();

        ClientResponse rejected = as("alice").postJson("/private_channels/1/rename", "{\"name\":\"Gang\"}");

        rejected.error(429);
        assertThat(rejected.header("Retry-After")).contains("100");
        as("alice").postJson("/private_channels/create", "{\"name\":\"Team\"}").error(429);
        assertThat(changes()).isEmpty();
        as("alice").get("/private_channels").hasStatus(200);
        as("alice").post("/private_channels/1/leave").hasStatus(200);
    }

    @Test
    default void creating_isLimitedToSixtyAnHour() {
        for (int i = 0; i < 60; i++) {
            as("alice")
                    .postJson("/private_channels/create", "{\"name\":\"Team\"}")
                    .hasStatus(200);
        }
        as("alice").postJson("/private_channels/create", "{\"name\":\"Team\"}").error(429);
    }

    @Test
    default void form_longerThanTheLimit_isTooLarge() {
        configure(builder -> builder.publicChannels("general")
                .messages(new TestMessages().with(1, "general", 1716000000.0, "bob"))
                .limits(Limits.defaults().withMaxBodyBytes(20)));

        as("alice").postForm("/react/1", "reaction", "x".repeat(12)).error(413);
        assertThat(changes()).isEmpty();
        as("alice").postForm("/react/1", "reaction", "x".repeat(11)).hasStatus(200);
    }

    @Test
    default void unlimitedRates_rejectNothing() {
        configure(builder -> builder.publicChannels("general")
                .limits(Limits.defaults()
                        .withRate(RateLimit.TYPING, Rate.UNLIMITED)
                        .withRate(RateLimit.PRESENCE, Rate.UNLIMITED)));

        for (int i = 0; i < 50; i++) {
            as("alice").post("/typing/general").isNoContent();
            as("alice").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        }
    }

    @Test
    default void anonymousCalls_useUpNothing() {
        for (int i = 0; i < 50; i++) {
            http().post("/typing/general").isNoContent();
        }
    }

    @Test
    default void body_longerThanTheLimit_isTooLarge() {
        String full = "{\"state\":\"idle\",\"x\":\""
                + "x".repeat(Limits.defaults().bodies().maxBytes()) + "\"}";
        String longest = full.replaceFirst(
                "x{" + (full.length() - Limits.defaults().bodies().maxBytes()) + "}\"}", "\"}");

        assertThat(longest).hasSize(Limits.defaults().bodies().maxBytes());
        as("alice").postJson("/presence", longest).isNoContent();
        changes().clear();
        assertThat(as("bob").postJson("/presence", longest + " ").error(413)).contains("65536");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void chunkedBody_longerThanTheLimit_isTooLarge() {
        configure(builder -> builder.limits(Limits.defaults().withMaxBodyBytes(20)));

        postChunks("10", "{\"state\":\"idle\"}", "5", "     ").error(413);
        assertThat(changes()).isEmpty();
        postChunks("10", "{\"state\":\"idle\"}", "4", "    ").isNoContent();
    }

    private ClientResponse postChunks(String... chunks) {
        List<String> lines = new ArrayList<>(List.of(
                "POST /presence HTTP/1.1",
                "Host: localhost",
                "X-User: alice",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "Connection: close",
                ""));
        lines.addAll(List.of(chunks));
        lines.addAll(List.of("0", ""));
        return raw().sendLines(lines.toArray(String[]::new));
    }
}
