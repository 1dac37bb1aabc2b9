package io.minimost.presence.javascript;

import static io.minimost.presence.javascript.ClientTab.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One tab and its stream. */
class StreamInBrowserTest extends ClientTest {
    @Test
    void client_receivesValuesFactsAndEventsOfTheHost() {
        ClientTab alice = tab("alice").connectTo("general");

        host().store().typing().start("bob", "general");
        alice.awaitLast("typing", "[\"bob\"]");
        host().store().presence().update("bob", PresenceState.IDLE);
        alice.awaitLast("online_users", "{\"alice\":\"active\",\"bob\":\"idle\"}");
        host().store().reactions().toggle(new MessageRef("general", TestHost.timeOf(1)), "rocket", "bob");
        alice.awaitLast("reactions", "{\"reactions\":{\"rocket\":[\"bob\"]},\"ts\":1716000001}");
        host().store()
                .presence()
                .statuses()
                .set("bob", Status.by(StatusSource.MANUAL).withText("At lunch"));
        await(() -> assertThat(alice.events("statuses")).last().asString().contains("At lunch"));
        host().send("general", 7);
        alice.awaitLast("messages", "7");
        assertThat(alice.run("log.filter(({ type }) => type === \"messages\" || type === \"typing\")"))
                .allSatisfy(event -> assertThat(event.path("channel").asText()).isEqualTo("general"));
        assertThat(alice.run("client.value(\"typing\", \"general\")").toString())
                .isEqualTo("[\"bob\"]");
        assertThat(host().requests().of("GET /events")).hasSize(1);
    }

    @Test
    void restart_ofTheServer_losesNothingAndRepeatsNothing() throws Exception {
        ClientTab alice = tab("alice").connectTo("general");
        host().send("general", 1);
        alice.awaitLast("messages", "1");
        MessageRef message = new MessageRef("general", TestHost.timeOf(1));

        host().stop();
        host().store().reactions().toggle(message, "rocket", "bob");
        host().send("general", 2);
        host().start();
        host().send("general", 3);
        host().store().reactions().toggle(message, "tada", "bob");

        alice.awaitLast("messages", "3");
        await(() -> assertThat(alice.events("reactions")).last().asString().contains("rocket", "tada"));
        alice.awaitConnection("live");
        assertThat(alice.events("messages")).containsExactly("1", "2", "3");
        assertThat(alice.events("resync")).isEmpty();
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
    }

    @Test
    void offline_isNoticedAtOnce_andOnlineAgainMissesNothing() {
        ClientTab alice = tab("alice").connectTo("general");

        alice.page().context().setOffline(true);
        alice.awaitConnection("offline");
        host().send("general", 1);
        host().send("general", 2);
        alice.page().context().setOffline(false);

        alice.awaitConnection("live");
        alice.awaitLast("messages", "2");
        assertThat(alice.events("messages")).containsExactly("1", "2");
    }

    @Test
    void channels_changedWhileEventsArrive_loseAndRepeatNothing() {
        ClientTab alice = tab("alice").connectTo("general");
        for (int i = 1; i <= 60; i++) {
            host().send("general", i);
            if (i % 20 == 0) {
                alice.run("client.watch(\"general\", \"random\", \"dm:alice:u" + i + "\")");
            }
        }

        alice.awaitLast("messages", "60");
        assertThat(alice.events("messages"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 60).mapToObj(Integer::toString).toList());
        host().store().typing().start("bob", "random");
        alice.awaitLast("typing", "[\"bob\"]");
        alice.run("client.watch(\"general\")");
        host().store().typing().start("carol", "random");
        host().store().typing().start("bob", "general");
        await(() -> assertThat(
                        alice.run("client.value(\"typing\", \"general\")").toString())
                .isEqualTo("[\"bob\"]"));
        assertThat(alice.run("log.filter(({ type, data }) => type === \"typing\" && data.includes(\"carol\")).length")
                        .asInt())
                .isZero();
    }

    @Test
    void valueThatIsNoMore_isEmptyAfterTheNextBeginningOfAStream() {
        host().store().receipts().markReadUpTo("general", "alice", TestHost.timeOf(3));
        host().store().receipts().readPoints().markUnreadFrom("alice", new MessageRef("general", TestHost.timeOf(1)));
        ClientTab alice = tab("alice").connectTo("general");
        await(() -> assertThat(alice.events("read_points")).hasSize(1));

        alice.page().context().setOffline(true);
        alice.awaitConnection("offline");
        host().store().receipts().markReadUpTo("general", "alice", TestHost.timeOf(3));
        alice.page().context().setOffline(false);

        alice.awaitLast("read_points", "{}");
    }

    @Test
    void valueThatIsTheSame_isNotDispatchedAgain() {
        ClientTab alice = tab("alice").connectTo("general");
        host().store().typing().start("bob", "general");
        alice.awaitLast("typing", "[\"bob\"]");
        List<String> before = alice.events("private_channels");

        alice.run("client.watch(\"general\", \"random\")");

        assertThat(host().requests().of("GET /events")).hasSize(2);
        assertThat(alice.events("private_channels")).isEqualTo(before);
        assertThat(alice.run("client.watched").toString()).isEqualTo("[\"general\",\"random\"]");
    }

    @Test
    void hostEventWithoutCursor_isAValueForTabsThatComeLater() {
        ClientTab first = tab("alice").connectTo("general");
        host().publish(HostEvent.in("general", "news", "\"x\""));
        first.awaitLast("news", "\"x\"");

        ClientTab second = tab("alice").connectTo("general");

        second.awaitLast("news", "\"x\"");
    }
}
