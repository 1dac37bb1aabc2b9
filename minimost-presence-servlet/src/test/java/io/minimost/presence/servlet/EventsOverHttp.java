package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a stream begins with, and what it sends when something changes. */
interface EventsOverHttp extends StreamFixture {
    @Test
    default void stream_beginsWithWhatIs() {
        store().typing().start("bob", "general");

        try (EventSourceClient stream = stream("alice", "?channel=general").awaitSnapshot()) {
            assertThat(stream.events())
                    .extracting(EventParser.Event::name)
                    .containsExactly(
                            "typing",
                            "read_receipts",
                            "screenshares",
                            "online_users",
                            "statuses",
                            "private_channels",
                            "incoming_calls");
            stream.awaitLast("typing", "[\"bob\"]").awaitLast("online_users", "{}");
        }
    }

    @Test
    default void typing_isSentToOthers() {
        try (EventSourceClient alice = stream("alice", "?channel=general").awaitSnapshot();
                EventSourceClient bob = stream("bob", "?channel=general").awaitSnapshot()) {
            as("bob").post("/typing/general").isNoContent();

            alice.awaitLast("typing", "[\"bob\"]");
            as("alice").post("/typing/general").isNoContent();
            bob.awaitLast("typing", "[\"alice\"]");

            as("bob").delete("/typing/general").isNoContent();
            alice.awaitLast("typing", "[]");
            assertThat(bob.events("typing")).hasSize(2);
        }
    }
}
