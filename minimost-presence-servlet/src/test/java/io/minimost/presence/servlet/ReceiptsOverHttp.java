package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

interface ReceiptsOverHttp extends HttpFixture {
    private void useMessages() {
        TestMessages messages = new TestMessages()
                .with(1, "general", 1716000000.0, "bob")
                .with(2, "general", 1795487159.1591275, "carol")
                .with(3, "general", 999999999.5, "bob")
                .with(4, "general", 1795487160.0, "alice")
                .with(5, "dm:alice:bob", 1716000001.0, "bob");
        configure(builder -> builder.publicChannels("general").messages(messages));
    }

    @Test
    default void postMarkRead_marksWhatOthersSent() {
        useMessages();

        as("alice").post("/mark_read/general").isNoContent();

        assertThat(as("bob").get("/read_receipts/general").hasStatus(200).body())
                .isEqualTo("{\"1716000000.0\":[\"alice\"],\"1795487159.1591275\":[\"alice\"],"
                        + "\"999999999.5\":[\"alice\"]}\n");
    }

    @Test
    default void postMarkRead_again_changesNothing() {
        useMessages();
        as("alice").post("/mark_read/general").isNoContent();
        String before = as("bob").get("/read_receipts/general").body();
        changes().clear();

        as("alice").post("/mark_read/general").isNoContent();

        assertThat(changes()).isEmpty();
        assertThat(as("bob").get("/read_receipts/general").body()).isEqualTo(before);
    }

    @Test
    default void postMarkRead_inChannelWithoutMessages_isNoContent() {
        useMessages();

        as("bob").post("/mark_read/dm:bob:carol").isNoContent();

        assertThat(changes()).isEmpty();
    }

    @Test
    default void postMarkRead_needsNoBodyAndReadsNone() {
        useMessages();

        as("alice")
                .with("Content-Type", "application/json")
                .postBytes("/mark_read/general", new byte[] {'{'})
                .isNoContent();
    }

    @Test
    default void getReadReceipts_listsReadersInByteOrder() {
        useMessages();
        for (String reader : List.of("dora", "alice", "Zoe", "zoë")) {
            store().receipts().markRead("general", reader, List.of(EpochSeconds.toInstant(1716000000.0)));
        }

        assertThat(as("bob").get("/read_receipts/general").body())
                .isEqualTo("{\"1716000000.0\":[\"Zoe\",\"alice\",\"dora\",\"zo\\u00EB\"]}\n");
    }

    @Test
    default void getReadWatermarks_areTimesByReader() {
        useMessages();
        as("carol").post("/mark_read/general");
        as("alice").post("/mark_read/general");

        assertThat(as("bob").get("/read_watermarks/general").hasStatus(200).body())
                .isEqualTo("{\"alice\":1795487159.1591275,\"carol\":1795487160.0}\n");
    }

    @Test
    default void getLastRead_isTheUsersOwn() {
        useMessages();
        as("alice").post("/mark_read/general");

        assertThat(as("alice").get("/last_read/general").body()).isEqualTo("{\"last_read_ts\":1795487159.1591275}\n");
        assertThat(as("bob").get("/last_read/general").body()).isEqualTo("{\"last_read_ts\":null}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/read_receipts/general", "/read_watermarks/general"})
    default void getReceipts_ofUnreadChannel_areNone(String path) {
        as("alice").get(path).isJson("{}");
    }

    @ParameterizedTest
    @CsvSource({"unlisted", "dm:bob:carol", "private:1", "private:999"})
    default void receipts_byStranger_areForbidden(String channel) {
        useMessages();
        store().channels().create("Team", "bob", List.of("carol"));
        changes().clear();

        as("alice").post("/mark_read/" + channel).isText(403, "forbidden");
        as("alice").get("/read_receipts/" + channel).isText(403, "forbidden");
        as("alice").get("/read_watermarks/" + channel).isText(403, "forbidden");
        as("alice").get("/last_read/" + channel).isText(403, "forbidden");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"private:01", "dm:bob:alice", "private:abc", "dm:alice", "what:ever"})
    default void receipts_ofMalformedChannel_areBadInput(String channel) {
        useMessages();

        as("alice").post("/mark_read/" + channel).badInput("channel");
        as("alice").get("/read_receipts/" + channel).badInput("channel");
        as("alice").get("/read_watermarks/" + channel).badInput("channel");
        as("alice").get("/last_read/" + channel).badInput("channel");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postMarkRead_whereHostHasNoMessages_isNotImplemented() {
        assertThat(as("alice").post("/mark_read/general").error(501)).contains("messages");
        as("alice").post("/mark_read/dm:bob:carol").isText(403, "forbidden");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void receipts_ofFormerMember_areForbiddenAtOnce() {
        long team =
                store().channels().create("Team", "alice", List.of("bob")).id().id();
        configure(builder -> builder.messages(new TestMessages().with(1, "private:" + team, 1716000000.0, "alice")));
        as("bob").post("/mark_read/private:" + team).isNoContent();

        store().channels().leave(new ChannelId.Private(team), "bob");
        changes().clear();

        as("bob").post("/mark_read/private:" + team).isText(403, "forbidden");
        as("bob").get("/read_receipts/private:" + team).isText(403, "forbidden");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void getReadReceipts_forPagesOfTheNewestMiniMost_areWatermarks() {
        configure(builder -> builder.publicChannels("general").readReceiptsAsWatermarks());
        store().receipts().markRead("general", "bob", List.of(Instant.ofEpochSecond(5), Instant.ofEpochSecond(7)));

        String watermarks = as("alice").get("/read_watermarks/general").body();
        as("alice").get("/read_receipts/general").isJson(watermarks);
        assertThat(watermarks).contains("\"bob\":7.0");
    }
}
