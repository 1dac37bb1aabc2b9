package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.values.ChannelId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** There are more events than the hub keeps, so all connections end, and their clients resume. */
class LostEventsTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");
    private static final int CLIENTS = 100;

    private final PresenceStore store = PresenceStore.inMemory();
    private volatile Runnable whileRightsAreAsked = () -> {};
    private final EventHub hub = EventHub.builder(store)
            .channelAccess((user, channel) -> {
                whileRightsAreAsked.run();
                return true;
            })
            .maxConnections(1000, 1000)
            .build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    /** They come back while others are still being ended. */
    @Test
    void clientsThatComeBackAtOnce_areNotEndedAgain() {
        List<TestClient> back = new CopyOnWriteArrayList<>();
        List<TestClient> first = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            TestClient client = new TestClient() {
                @Override
                public void end(EndReason reason) {
                    super.end(reason);
                    back.add(connect("alice", new TestClient()));
                }
            };
            first.add(connect("alice", client));
        }

        loseEvents();

        await().until(() -> back.size() == CLIENTS);
        store.typing().start("bob", "general");
        await().until(() ->
                back.stream().allMatch(client -> client.received().contains("event: typing\ndata: [\"bob\"]")));
        assertThat(back).allMatch(client -> client.ends().isEmpty());
        assertThat(first).allSatisfy(client -> assertThat(client.ends()).containsExactly(EndReason.RESUME));
    }

    @Test
    void connectionThatBeginsMeanwhile_resumes() {
        TestClient early = connect("alice", new TestClient());
        whileRightsAreAsked = () -> {
            whileRightsAreAsked = () -> {};
            loseEvents();
            await().until(() -> !early.ends().isEmpty());
        };

        TestClient late = connect("alice", new TestClient());

        assertThat(late.ends()).containsExactly(EndReason.RESUME);
    }

    /** Its client has no other cursor, so it would never ask for the events that were dropped. */
    @Test
    void connectionThatBeginsMeanwhile_resumesBeforeTheEventsThatWereDropped() {
        TestClient early = connect("alice", new TestClient());
        hub.publish(poke("before"));
        await().until(() -> early.received().stream().anyMatch(event -> event.endsWith("~before")));
        whileRightsAreAsked = () -> {
            // So that they are asked again, when the connection receives events already.
            whileRightsAreAsked = () -> {
                whileRightsAreAsked = () -> {};
                loseEvents();
                await().until(() -> !early.ends().isEmpty());
            };
            hub.disconnect("carol");
        };

        TestClient late = connect("bob", new TestClient());

        assertThat(late.ends()).containsExactly(EndReason.RESUME);
        assertThat(late.received()).anyMatch(event -> event.endsWith("~before"));
        assertThat(late.received()).noneMatch(event -> event.endsWith("~lost"));
    }

    private static HostEvent poke(String cursor) {
        return HostEvent.of("poke", "1").withCursor(cursor);
    }

    private TestClient connect(String user, TestClient client) {
        hub.connect(ConnectRequest.of(user).withChannels(List.of(GENERAL)), client);
        return client;
    }

    /** Holds up the hub, until more was published than it keeps. */
    private void loseEvents() {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        connect("holder", new TestClient() {
            @Override
            public void write(OutgoingEvent event, Runnable onDone) throws IOException {
                super.write(event, onDone);
                if (event.name().equals(Optional.of("hold"))) {
                    held.countDown();
                    await().until(() -> goOn.getCount() == 0);
                }
            }
        });
        hub.publishTo("holder", HostEvent.of("hold", "1"));
        await().until(() -> held.getCount() == 0);
        for (int i = 0; i <= 20_000; i++) {
            hub.publishTo("nobody", poke("lost"));
        }
        goOn.countDown();
    }
}
