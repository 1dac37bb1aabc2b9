package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private reading, messages marked as unread, and what was delivered. */
interface OwnReceiptsOverHttp extends HttpFixture {
    private long useMessages() {
        long team =
                store().channels().create("Team", "alice", List.of("bob")).id().id();
        configure(builder -> builder.publicChannels("general")
                .messages(new TestMessages()
                        .with(1, "general", 1716000000.5, "bob")
                        .with(2, "general", 1716000001.5, "carol")
                        .with(3, "private:" + team, 1716000002.5, "bob")
                        .with(4, "private:" + team, 1716000003.5, "bob")
                        .with(5, "dm:bob:carol", 1716000004.5, "bob")));
        changes().clear();
        return team;
    }

    @Test
    default void postMarkReadPrivately_clearsOnlyTheUsersOwn() {
        String team = "private:" + useMessages();

        as("alice").post("/mark_read_privately/" + team).isNoContent();

        assertThat(as("alice").get("/private_channels").body()).contains("\"unread\":0");
        as("alice").get("/last_read/" + team).isJson("{\"last_read_ts\":1716000003.5}");
        as("alice").get("/read_points").isJson("{\"" + team + "\":1716000003.5}");
        for (String user : new String[] {"alice", "bob"}) {
            as(user).get("/read_receipts/" + team).isJson("{}");
            as(user).get("/read_watermarks/" + team).isJson("{}");
        }
        as("bob").get("/last_read/" + team).isJson("{\"last_read_ts\":null}");
        as("bob").get("/read_points").isJson("{}");
    }

    @Test
    default void postMarkRead_ofAUserWithPrivateReceipts_isPrivate() {
        useMessages();
        store().presence().privacy().set("alice", PrivacySettings.DEFAULT.withReceipts(ReceiptPrivacy.PRIVATE));

        as("alice").post("/mark_read/general").isNoContent();

        as("bob").get("/read_receipts/general").isJson("{}");
        as("bob").get("/read_watermarks/general").isJson("{}");
        as("alice").get("/last_read/general").isJson("{\"last_read_ts\":1716000001.5}");
    }

    @Test
    default void postMarkUnread_countsTheMessageAgain_andOthersSeeWhatTheySaw() {
        String team = "private:" + useMessages();
        as("alice").post("/mark_read/" + team).isNoContent();
        String receipts = as("bob").get("/read_receipts/" + team).body();

        as("alice").post("/mark_unread/4").isNoContent();
        assertThat(as("alice").get("/private_channels").body()).contains("\"unread\":1");
        as("alice").post("/mark_unread/3").isNoContent();
        assertThat(as("alice").get("/private_channels").body()).contains("\"unread\":2");

        as("bob").get("/read_receipts/" + team).isJson(receipts);
        as("bob").get("/read_watermarks/" + team).isJson("{\"alice\":1716000003.5}");
        as("alice").post("/mark_read/" + team).isNoContent();
        assertThat(as("alice").get("/private_channels").body()).contains("\"unread\":0");
        as("alice").get("/read_points").isJson("{}");
    }

    @Test
    default void postMarkUnread_ofWhatTheUserMayNotSee_isNotFound() {
        useMessages();

        as("alice").post("/mark_unread/5").isText(404, "not found");
        as("alice").post("/mark_unread/99").isText(404, "not found");
        as("alice").post("/mark_unread/a%20b").badInput("message");

        assertThat(changes()).isEmpty();
    }

    @Test
    default void postMarkDelivered_showsItToOthers_andNeverMovesBack() {
        useMessages();

        delivered("{\"up_to\":1716000001.5}").isNoContent();
        delivered("{\"up_to\":1716000000}").isNoContent();

        as("bob").get("/delivered_watermarks/general").isJson("{\"alice\":1716000001.5}");
        as("bob").get("/read_watermarks/general").isJson("{}");
        assertThat(changes()).hasSize(1);
    }

    @Test
    default void postMarkDelivered_aheadOfTheClock_isNow() {
        useMessages();

        delivered("{\"up_to\":99999999999}").isNoContent();

        assertThat(store().receipts().deliveries().deliveredUpTo("general", "alice"))
                .contains(Instant.parse("2026-11-24T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"up_to\":null}", "{\"up_to\":\"1716000000\"}", "{\"up_to\":1e300}", "{\"up_to\":[1]}"})
    default void postMarkDelivered_withoutATime_isBadInput(String body) {
        useMessages();

        delivered(body).badInput("up_to");

        assertThat(changes()).isEmpty();
    }

    @Test
    default void postMarkDelivered_ofAUserWithPrivateReceipts_storesNothing() {
        useMessages();
        store().presence().privacy().set("alice", PrivacySettings.DEFAULT.withReceipts(ReceiptPrivacy.PRIVATE));
        changes().clear();

        delivered("{\"up_to\":1716000001.5}").isNoContent();

        as("alice").get("/delivered_watermarks/general").isJson("{}");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"unlisted", "dm:bob:carol", "private:999"})
    default void ownReceipts_byStranger_areForbidden(String channel) {
        useMessages();

        as("alice").post("/mark_read_privately/" + channel).isText(403, "forbidden");
        as("alice").postJson("/mark_delivered/" + channel, "{\"up_to\":1}").isText(403, "forbidden");
        as("alice").get("/delivered_watermarks/" + channel).isText(403, "forbidden");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void ownReceipts_whereHostHasNoMessages_areNotImplemented() {
        assertThat(as("alice").post("/mark_read_privately/general").error(501)).contains("messages");
        assertThat(as("alice").post("/mark_unread/1").error(501)).contains("messages");
    }

    private ClientResponse delivered(String body) {
        return as("alice").postJson("/mark_delivered/general", body);
    }
}
