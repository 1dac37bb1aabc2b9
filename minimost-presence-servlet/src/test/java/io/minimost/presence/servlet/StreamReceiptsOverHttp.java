package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What streams send of deliveries, private reading, and messages marked as unread. */
interface StreamReceiptsOverHttp extends StreamFixture {
    Instant FIRST = EpochSeconds.toInstant(1716000000.5);
    Instant SECOND = EpochSeconds.toInstant(1716000001.5);

    private long useMessages() {
        long team =
                store().channels().create("Team", "alice", List.of("bob")).id().id();
        configure(builder -> builder.publicChannels("general")
                .messages(new TestMessages()
                        .with(1, "general", 1716000000.5, "carol")
                        .with(2, "private:" + team, 1716000001.5, "carol")));
        return team;
    }

    @Test
    default void deliveries_areSentToThoseOfTheChannel() {
        try (EventSourceClient bob = subscribe("bob", "?channel=general");
                EventSourceClient elsewhere = subscribe("carol", "")) {
            assertThat(bob.names()).doesNotContain("delivered_watermarks", "read_points");
            as("alice")
                    .postJson("/mark_delivered/general", "{\"up_to\":1716000000.5}")
                    .isNoContent();

            bob.awaitLast("delivered_watermarks", "{\"alice\":1716000000.5}");
            settle("carol", elsewhere);
            assertThat(elsewhere.names()).doesNotContain("delivered_watermarks");
        }
        try (EventSourceClient later = subscribe("bob", "?channel=general")) {
            assertThat(later.data("delivered_watermarks")).containsExactly("{\"alice\":1716000000.5}");
        }
    }

    @Test
    default void privateReading_isSentToTheUserOnly() {
        String team = "private:" + useMessages();
        try (EventSourceClient phone = subscribe("alice", "?channel=" + team);
                EventSourceClient copy = subscribe("alice", "?facts=true&channel=" + team);
                EventSourceClient bob = subscribe("bob", "?channel=" + team);
                EventSourceClient copyOfBob = subscribe("bob", "?facts=true&channel=" + team)) {
            int before = bob.events().size();
            int beforeInCopy = copyOfBob.events().size();

            as("alice").post("/mark_read_privately/" + team).isNoContent();

            phone.awaitLast("read_points", "{\"" + team + "\":1716000001.5}");
            copy.awaitLast("read_points", "{\"" + team + "\":1716000001.5}");
            phone.awaitLast(
                    "private_channels",
                    as("alice").get("/private_channels").body().strip());
            settle("bob", bob);
            settle("bob", copyOfBob);
            assertThat(allNames(bob).stream().skip(before)).containsOnly("mark");
            assertThat(allNames(copyOfBob).stream().skip(beforeInCopy)).containsOnly("mark");
        }
        try (EventSourceClient desk = subscribe("alice", "")) {
            assertThat(desk.data("read_points")).containsExactly("{\"" + team + "\":1716000001.5}");
        }
    }

    @Test
    default void unreadMark_isSentToTheUser_untilTheyReadAgain() {
        useMessages();
        store().receipts().markRead("general", "alice", List.of(FIRST));
        try (EventSourceClient phone = subscribe("alice", "?channel=general");
                EventSourceClient bob = subscribe("bob", "?channel=general")) {
            as("alice").post("/mark_unread/1").isNoContent();
            phone.awaitLast("read_points", "{\"general\":1716000000.4999998}");

            as("alice").post("/mark_read/general").isNoContent();
            phone.awaitLast("read_points", "{}");
            settle("bob", bob);
            assertThat(bob.data("read_receipts")).containsExactly("{\"alice\":1716000000.5}");
            assertThat(bob.names()).doesNotContain("read_points");
        }
    }

    @Test
    default void readingOfAUserWithPrivateReceipts_isSentToNobodyElse() {
        useMessages();
        store().presence().privacy().set("alice", PrivacySettings.DEFAULT.withReceipts(ReceiptPrivacy.PRIVATE));
        try (EventSourceClient phone = subscribe("alice", "?channel=general");
                EventSourceClient bob = subscribe("bob", "?channel=general")) {
            as("alice").post("/mark_read/general").isNoContent();
            as("alice")
                    .postJson("/mark_delivered/general", "{\"up_to\":1716000000.5}")
                    .isNoContent();

            phone.awaitLast("read_points", "{\"general\":1716000000.5}");
            settle("bob", bob);
            assertThat(bob.data("read_receipts")).containsExactly("{}");
            assertThat(bob.names()).doesNotContain("read_points", "delivered_watermarks");
        }
    }

    private static List<String> allNames(EventSourceClient stream) {
        return stream.events().stream().map(EventParser.Event::name).toList();
    }
}
