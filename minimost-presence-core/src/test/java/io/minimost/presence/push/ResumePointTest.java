package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ids of one connection never lead back behind what it has sent, so that a client that resumes there receives nothing twice. */
class ResumePointTest {
    private static final ChannelId GENERAL = new ChannelId.Public("general");

    private final PresenceStore store = PresenceStore.inMemory();
    private final List<HostEvent> stored = Collections.synchronizedList(new ArrayList<>());
    private final EventHub hub = EventHub.builder(store)
            .channelAccess((user, channel) -> true)
            .hostEvents(connection -> List.copyOf(
                    stored.subList(connection.cursor().map(Integer::parseInt).orElse(0), stored.size())))
            .build();

    @AfterEach
    void close() {
        hub.shutdown();
        store.close();
    }

    private static HostEvent event(int number) {
        return HostEvent.in("general", "messages", Integer.toString(number)).withCursor(Integer.toString(number));
    }

    private void react(int second) {
        store.reactions().add(new MessageRef("general", Instant.ofEpochSecond(second)), "rocket", "bob");
    }

    private TestClient connect(String lastEventId) {
        TestClient client = new TestClient();
        hub.connect(ConnectRequest.of("alice").withChannels(List.of(GENERAL)).resumeAfter(lastEventId), client);
        return client;
    }

    private static void awaitEvent(TestClient client, String start) {
        await().until(() -> client.received().stream().anyMatch(text -> text.startsWith(start)));
    }

    private static List<String> named(TestClient client, String name) {
        return client.received().stream()
                .filter(text -> text.startsWith("event: " + name + "\n"))
                .toList();
    }

    /** Keeps the hub's thread busy, so that it is behind what connections begin with, until {@code work} was done. */
    private void whileTheHubIsBusy(Runnable work) {
        CountDownLatch isBusy = new CountDownLatch(1);
        CountDownLatch worked = new CountDownLatch(1);
        EventConnection slow = hub.connect(ConnectRequest.of("mallory"), new EventSink() {
            @Override
            public void write(OutgoingEvent event, Runnable onDone) {
                if (event.name().filter("busy"::equals).isPresent()) {
                    isBusy.countDown();
                    awaitLatch(worked);
                }
                onDone.run();
            }

            @Override
            public void end(EndReason reason) {
                // Nothing to clear up.
            }
        });
        hub.publishTo("mallory", HostEvent.of("busy", "1"));
        awaitLatch(isBusy);
        work.run();
        worked.countDown();
        slow.close();
    }

    private static void awaitLatch(CountDownLatch latch) {
        await().until(() -> latch.getCount() == 0);
    }

    @Test
    void factAfterABeginningWithNewerHostEvents_keepsTheirCursor() {
        stored.add(event(1));
        TestClient client = connect("");
        hub.publish(event(1));
        stored.add(event(2));
        TestClient later = connect("");
        react(7);

        awaitEvent(client, "event: reactions");
        awaitEvent(later, "event: reactions");
        assertThat(client.lastId()).isEqualTo(store.events().latest().text() + "~1");
        assertThat(later.lastId()).isEqualTo(store.events().latest().text() + "~2");
        assertThat(named(connect(later.lastId()), "messages")).isEmpty();
        assertThat(named(connect(client.lastId()), "messages")).hasSize(1);
    }

    @Test
    void hostEventAfterABeginningWithNewerFacts_keepsTheirNumber() {
        String start = store.events().latest().text();
        List<TestClient> clients = new ArrayList<>();
        whileTheHubIsBusy(() -> {
            react(7);
            clients.add(connect(start));
            stored.add(event(1));
            hub.publish(event(1));
        });
        TestClient client = clients.get(0);

        awaitEvent(client, "event: messages");
        assertThat(named(client, "reactions")).hasSize(1);
        assertThat(client.lastId()).isEqualTo(store.events().latest().text() + "~1");
        assertThat(named(connect(client.lastId()), "reactions")).isEmpty();
    }

    /** It would ask the host as if it were new, if its id lost the cursor of what others have received. */
    @Test
    void idOfAClientWithoutHostEvents_takesTheCursorOfOthers() {
        TestClient client = connect("");
        hub.publish(HostEvent.in("random", "messages", "0").withCursor("0"));
        react(7);

        awaitEvent(client, "event: reactions");
        assertThat(client.lastId()).isEqualTo(store.events().latest().text() + "~0");
    }

    @Test
    void laterFactsAndHostEvents_leadOn() {
        TestClient client = connect("");
        for (int i = 1; i <= 3; i++) {
            react(i);
            awaitEvent(client, "event: reactions\ndata: {\"reactions\":{\"rocket\":[\"bob\"]},\"ts\":" + i + ".0}");
            stored.add(event(i));
            hub.publish(event(i));
            awaitEvent(client, "event: messages\ndata: " + i + "\n");
            assertThat(client.lastId()).isEqualTo(store.events().latest().text() + "~" + i);
        }
    }
}
