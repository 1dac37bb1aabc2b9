package io.minimost.presence.servlet;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.util.List;

/** Streams of a private channel that alice creates, and what those receive who may not see it. */
interface StreamTeamFixture extends StreamFixture, CallFixture {
    String TEAM_CHANNEL = "private:1";
    ChannelId.Private TEAM_ID = new ChannelId.Private(1);
    MessageRef TEAM_MESSAGE = new MessageRef(TEAM_CHANNEL, EpochSeconds.toInstant(1716000000.0));
    List<String> OF_USERS = List.of("online_users", "statuses", "private_channels", "incoming_calls", "mark");

    List<String> OF_USERS_AND_GENERAL = List.of(
            "typing:general",
            "read_receipts:general",
            "screenshares:general",
            "online_users",
            "statuses",
            "private_channels",
            "incoming_calls",
            "mark");

    default void team(String... others) {
        store().channels().create("Team", "alice", List.of(others));
    }

    /** Makes every kind of change in the channel, typing last. */
    default void stir(EventSourceClient witness) {
        store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");
        store().receipts().markRead(TEAM_CHANNEL, "alice", List.of(TEAM_MESSAGE.at()));
        store().screenShares().start(TEAM_CHANNEL, "alice");
        store().calls().initiate(TEAM_CHANNEL, "alice");
        store().typing().start("alice", TEAM_CHANNEL);
        witness.awaitLast("typing", "[\"alice\"]");
        witness.awaitEvent("screenshares", data -> data.size() == 1);
        witness.awaitEvent("active_call", data -> data.path("call").isObject());
        witness.awaitEvent("read_receipts", data -> data.size() == 1);
        witness.awaitEvent("reactions", data -> true);
    }

    default List<String> kinds(EventSourceClient facts) {
        return facts.events("fact").stream()
                .map(event -> event.json().path("kind").asText())
                .toList();
    }
}
