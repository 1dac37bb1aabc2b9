package io.minimost.examples.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A member who is removed receives nothing of the channel that begins afterwards, on a connection that was open before. */
class RevocationTest extends SocketTest {
    private static final int REMOVALS = 30;

    private ChannelId.Private team;
    private String query;

    @BeforeEach
    void createTeam() {
        team = store().channels()
                .create("Team", "alice", List.of("bob", "carol"))
                .id();
        query = "&channel=" + team.text() + "&channel=general";
    }

    private HostEvent plan(String json) {
        return HostEvent.in(team.text(), "plans", json);
    }

    /** Of an event of the team, when it began; 0 of others. */
    private int number(JsonNode frame) {
        return switch (frame.path("event").asText().replace(":" + team.text(), "")) {
            case "plans" -> frame.path("data").asInt();
            case "reactions" -> frame.path("data").path("ts").asInt();
            default -> 0;
        };
    }

    /** Sends something that everybody receives, behind what was sent before. */
    private void settle(SocketClient... clients) {
        hub().publish(HostEvent.of("settled", "1").withCursor("settled"));
        for (SocketClient client : clients) {
            client.awaitEvent("settled", "1");
        }
    }

    @Test
    void removedMember_receivesNothingMoreOfTheChannel() {
        try (SocketClient bob = connect("bob", query);
                SocketClient carol = connect("carol", query)) {
            hub().publish(plan("\"before\""));
            bob.awaitEvent("plans:" + team.text(), "\"before\"");

            store().channels().removeMember(team, "alice", "bob");
            int removed = bob.frames().size();
            store().typing().start("alice", team.text());
            react(team.text(), 1);
            hub().publish(plan("\"value\""));
            hub().publish(plan("\"fact\"").withCursor("f"));
            react("general", 2);

            carol.awaitEvent("typing:" + team.text(), "[\"alice\"]")
                    .awaitEvent("reactions:" + team.text(), reacted(1))
                    .awaitEvent("plans:" + team.text(), "\"fact\"")
                    .awaitEvent("reactions:general", reacted(2));
            settle(bob, carol);
            List<JsonNode> after = bob.frames().subList(removed, bob.frames().size());
            assertThat(after)
                    .extracting(frame -> frame.path("event").asText())
                    .contains("resync", "reactions:general", "settled")
                    .noneMatch(name -> name.endsWith(team.text()));
            assertThat(after.toString())
                    .contains("{\"channel\":\"" + team.text() + "\"}")
                    .doesNotContain("value", "fact\"");
        }
    }

    @Test
    void whatWaitsForASlowMember_isDropped() {
        String filling = "x".repeat(8_000_000);
        try (SocketClient bob = SocketClient.sleeping(address("bob", query));
                SocketClient carol = connect("carol", query)) {
            // More than the network holds: all behind it waits in the hub.
            hub().publishTo(
                            "bob",
                            HostEvent.of("filling", "\"" + filling + "\"").withCursor("1"));
            hub().publish(plan("\"waiting\""));
            hub().publish(plan("\"waiting, too\"").withCursor("2"));
            react(team.text(), 1);
            carol.awaitEvent("plans:" + team.text(), "\"waiting, too\"")
                    .awaitEvent("reactions:" + team.text(), reacted(1));

            store().channels().removeMember(team, "alice", "bob");
            bob.read();

            bob.awaitEvent("resync", "{\"channel\":\"" + team.text() + "\"}");
            settle(bob);
            assertThat(bob.events("filling")).hasSize(1);
            assertThat(bob.events("plans:" + team.text())).isEmpty();
            assertThat(bob.events("reactions:" + team.text())).isEmpty();
        }
    }

    @Test
    void manyRemovals_whileOthersGoOn_letNothingThrough() throws Exception {
        AtomicInteger published = new AtomicInteger();
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (SocketClient carol = connect("carol", query)) {
            Future<?> writing = writer.submit(() -> {
                while (!stop.get()) {
                    int number = published.incrementAndGet();
                    hub().publish(plan("" + number).withCursor("" + number));
                    react(team.text(), number);
                    // Not faster than somebody can read.
                    carol.awaitEvent("reactions:" + team.text(), reacted(number));
                }
            });
            for (int i = 0; i < REMOVALS; i++) {
                try (SocketClient bob = connect("bob", query)) {
                    bob.awaitFrame(frame -> number(frame) > 0);
                    store().channels().removeMember(team, "alice", "bob");
                    int last = published.get();

                    bob.awaitEvent("resync", "{\"channel\":\"" + team.text() + "\"}");
                    carol.awaitFrame(frame -> number(frame) > last);
                    hub().publish(HostEvent.of("settled", "1"));
                    bob.awaitEvent("settled", "1");
                    assertThat(bob.frames())
                            .filteredOn(frame -> number(frame) > last)
                            .isEmpty();
                }
                store().channels().addMember(team, "alice", "bob", HistoryVisibility.all());
            }
            stop.set(true);
            writing.get();
        } finally {
            stop.set(true);
            writer.shutdownNow();
        }
    }
}
