package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.values.ChannelId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that resumes again and again, while the hub is behind what the host has stored, receives nothing twice. */
class HostEventsResumeTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");
    private static final int MORE_THAN_THE_HUB_KEEPS = 20_001;

    private final PresenceStore store = PresenceStore.inMemory();
    private final List<HostEvent> stored = Collections.synchronizedList(new ArrayList<>());
    private final EventHub hub = EventHub.builder(store)
            .channelAccess((user, channel) -> true)
            .hostEvents(this::storedSince)
            .build();

    @AfterEach
    void close() {
        hub.close();
        store.close();
    }

    private List<HostEvent> storedSince(HostEventSource.NewConnection connection) {
        synchronized (stored) {
            int from = connection.cursor().map(Integer::parseInt).orElse(stored.size());
            return List.copyOf(stored.subList(from, stored.size()));
        }
    }

    @Test
    void eventsThatAreStoredAndNotYetPublished_areReceivedOnce() {
        TestClient first = connectAndReceiveOne();
        stored.addAll(events(2, 4));

        TestClient second = resume(first);
        TestClient third = resume(second);
        TestClient fourth = resume(third);

        assertThat(second.numbers("messages")).containsExactly(2, 3, 4);
        assertThat(third.numbers("messages")).isEmpty();
        assertThat(fourth.numbers("messages")).isEmpty();
        assertThat(fourth.lastId()).isEqualTo(second.lastId()).endsWith("~4");
    }

    @Test
    void eventsThatTheHubHasDropped_areReceivedOnce() {
        TestClient first = connectAndReceiveOne();
        publishMoreThanTheHubKeeps();
        await().until(() -> first.ends().equals(List.of(EndReason.RESUME)));

        TestClient second = resume(first);
        TestClient third = resume(second);

        assertThat(first.numbers("messages")).containsExactly(1);
        assertThat(second.numbers("messages")).hasSize(MORE_THAN_THE_HUB_KEEPS).doesNotHaveDuplicates();
        assertThat(third.numbers("messages")).isEmpty();
    }

    @Test
    void clientWithoutACursor_beginsAfterTheEventsThatTheHubHasDropped() {
        TestClient early = connectAndReceiveOne();
        publishMoreThanTheHubKeeps();
        await().until(() -> !early.ends().isEmpty());

        TestClient late = connect(ConnectRequest.of("bob"));

        assertThat(late.lastId()).endsWith("~" + (1 + MORE_THAN_THE_HUB_KEEPS));
        assertThat(resume(late).numbers("messages")).isEmpty();
    }

    /** After this, the hub has a cursor. */
    private TestClient connectAndReceiveOne() {
        TestClient client = connect(ConnectRequest.of("alice"));
        storeAndPublish(1);
        await().until(() -> client.numbers("messages").equals(List.of(1)));
        return client;
    }

    private void storeAndPublish(int number) {
        stored.addAll(events(number, number));
        hub.publish(stored.get(number - 1));
    }

    private void publishMoreThanTheHubKeeps() {
        HeldTransport held = HeldTransport.hold(hub);
        IntStream.rangeClosed(2, 1 + MORE_THAN_THE_HUB_KEEPS).forEach(this::storeAndPublish);
        held.release();
    }

    private static List<HostEvent> events(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(
                        number -> HostEvent.in(GENERAL, "messages", "" + number).withCursor("" + number))
                .toList();
    }

    private TestClient connect(ConnectRequest request) {
        TestClient client = new TestClient();
        hub.connect(request.withChannels(List.of(GENERAL)), client);
        return client;
    }

    private TestClient resume(TestClient before) {
        TestClient client = new TestClient();
        ConnectRequest request = ConnectRequest.of("alice").withChannels(List.of(GENERAL));
        hub.connect(request.resumeAfter(before.lastId()), client).close();
        return client;
    }
}
