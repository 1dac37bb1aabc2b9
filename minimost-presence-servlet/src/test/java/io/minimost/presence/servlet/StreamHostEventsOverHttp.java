package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A host's own events, over the same streams. */
interface StreamHostEventsOverHttp extends StreamFixture {
    /** The messages of a host, numbered from 1; their cursors are the numbers. */
    final class Messages implements HostEventSource {
        private final List<NewConnection> openings = new CopyOnWriteArrayList<>();
        private final List<HostEvent> all = new CopyOnWriteArrayList<>();

        HostEvent post(String channel, String text) {
            HostEvent message =
                    HostEvent.in(channel, "messages", "\"" + text + "\"").withCursor(Integer.toString(all.size() + 1));
            all.add(message);
            return message;
        }

        @Override
        public List<HostEvent> initialEvents(NewConnection connection) {
            openings.add(connection);
            int from = connection
                    .cursor()
                    .filter(cursor -> cursor.matches("[0-9]{1,9}"))
                    .map(Integer::parseInt)
                    .orElse(all.size());
            return all.subList(Math.min(from, all.size()), all.size()).stream()
                    .filter(message -> connection.channels().stream()
                            .map(ChannelId::text)
                            .anyMatch(message.channel().orElse("")::equals))
                    .toList();
        }

        @Override
        public Optional<String> latest() {
            return all.isEmpty() ? Optional.empty() : Optional.of(Integer.toString(all.size()));
        }
    }

    private Messages useMessages() {
        Messages messages = new Messages();
        configure(builder -> builder.publicChannels("general", "software").hostEvents(messages));
        return messages;
    }

    @Test
    default void event_isSentOnTheStreamsOfItsChannel_inOrder() {
        try (EventSourceClient general = subscribe("alice", "?channel=general");
                EventSourceClient both = subscribe("bob", "?channel=general&channel=software");
                EventSourceClient facts = subscribe("bob", "?channel=general&facts=true");
                EventSourceClient none = subscribe("carol", "")) {
            for (int i = 0; i < 20; i++) {
                hub().publish(HostEvent.in("general", "messages", "[" + i + "]").withCursor("c" + i));
            }
            hub().publish(HostEvent.in("software", "messages", "[\n1,\r\n2]").withCursor("c21"));
            hub().publish(HostEvent.of("motd", "{}"));

            List<String> expected =
                    IntStream.range(0, 20).mapToObj(i -> "[" + i + "]").toList();
            none.awaitLast("motd", "{}");
            assertThat(settle("alice", general).data("messages")).isEqualTo(expected);
            assertThat(settle("bob", both).data("messages:general")).isEqualTo(expected);
            assertThat(both.data("messages:software")).containsExactly("[\n1,\n\n2]");
            assertThat(settle("bob", facts).data("messages")).isEqualTo(expected);
            assertThat(none.names()).doesNotContain("messages", "messages:general");
        }
    }

    @Test
    default void event_ofAChannelThatOneMayNotUse_isNotSent() {
        store().channels().create("Team", "alice", List.of());
        try (EventSourceClient alice = subscribe("alice", "?channel=private:1");
                EventSourceClient mallory = subscribe("mallory", "?channel=private:1")) {
            HostEvent secret =
                    HostEvent.in("private:1", "messages", "\"secret\"").withCursor("1");
            hub().publish(secret);
            hub().publishTo("mallory", secret);

            alice.awaitLast("messages", "\"secret\"");
            assertThat(settle("mallory", mallory).names()).doesNotContain("messages");
        }
    }

    @Test
    default void eventForOneUser_isNotSentToOthers() {
        try (EventSourceClient alice = subscribe("alice", "?channel=general");
                EventSourceClient other = subscribe("alice", "");
                EventSourceClient bob = subscribe("bob", "?channel=general")) {
            hub().publishTo("alice", HostEvent.in("general", "mentions", "1"));
            hub().publishTo("alice", HostEvent.of("dms", "2"));

            settle("alice", alice);
            settle("alice", other);
            assertThat(alice.names()).contains("mentions", "dms");
            assertThat(other.names()).contains("dms").doesNotContain("mentions");
            assertThat(settle("bob", bob).names()).doesNotContain("mentions", "dms");
        }
    }

    @Test
    default void cursor_isPartOfTheId_andBringsWhatWasMissed() {
        Messages messages = useMessages();
        messages.post("general", "old");
        String left;
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            assertThat(stream.names()).doesNotContain("messages");
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text() + "~1");
            hub().publish(messages.post("general", "two"));
            stream.awaitLast("messages", "\"two\"");
            left = stream.lastEventId();
            assertThat(left).endsWith("~2");
        }
        hub().publish(messages.post("general", "three"));
        hub().publish(messages.post("software", "four"));
        store().reactions().toggle(new MessageRef("general", EpochSeconds.toInstant(1.5)), "rocket", "bob");

        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(stream.data("messages")).containsExactly("\"three\"");
            assertThat(stream.events("reactions").get(0).id()).endsWith("~2");
            assertThat(stream.events("messages").get(0).id()).endsWith("~3");
            assertThat(stream.lastEventId())
                    .startsWith(store().events().latest().text() + "~");
            assertThat(messages.openings.get(1).cursor()).contains("2");
            assertThat(messages.openings.get(1).user()).isEqualTo("alice");
            left = stream.lastEventId();
        }
        try (EventSourceClient stream =
                stream("alice", "?channel=general", left).awaitSnapshot()) {
            assertThat(stream.names()).doesNotContain("messages", "reactions");
        }
    }

    /** Otherwise its client would resume without the cursor, and receive all messages again or miss some. */
    @Test
    default void cursor_isPartOfEachLaterId() {
        Messages messages = useMessages();
        try (EventSourceClient stream = subscribe("alice", "?channel=general");
                EventSourceClient other = subscribe("alice", "?channel=software")) {
            hub().publish(messages.post("general", "one"));
            stream.awaitLast("messages", "\"one\"");

            store().reactions().toggle(new MessageRef("general", EpochSeconds.toInstant(1.5)), "rocket", "bob");
            stream.awaitEvent("reactions", data -> true);
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text() + "~1");

            elapse(Duration.ofSeconds(15));
            await().until(() -> other.lastEventId().endsWith("~1"));
        }
    }

    /** It is not in the snapshot, and must not be mistaken for an event that is. */
    @Test
    default void whatHappensWhileAStreamBegins_isSent() {
        MessageRef message = new MessageRef("general", EpochSeconds.toInstant(1.5));
        HostEvent event = HostEvent.in("general", "messages", "1").withCursor("1");
        configure(builder -> builder.publicChannels("general").hostEvents(connection -> {
            store().reactions().toggle(message, "rocket", "bob");
            hub().publish(event);
            return List.of();
        }));
        for (String query : List.of("", "&facts=true")) {
            try (EventSourceClient stream = subscribe("alice", "?channel=general" + query)) {
                stream.awaitLast("messages", "1");
                stream.awaitEvent(query.isEmpty() ? "reactions" : "fact", data -> true);
                assertThat(settle("alice", stream).data("messages")).containsExactly("1");
            }
        }
    }

    @Test
    default void newcomer_mayNameACursor() {
        Messages messages = useMessages();
        IntStream.rangeClosed(1, 4).forEach(i -> messages.post("general", "m" + i));

        try (EventSourceClient stream = subscribe("alice", "?channel=general&after=2")) {
            assertThat(stream.data("messages")).containsExactly("\"m3\"", "\"m4\"");
            assertThat(stream.lastEventId()).endsWith("~4");
        }
        try (EventSourceClient stream =
                stream("alice", "?channel=general&after=1", "junk").awaitSnapshot()) {
            assertThat(stream.data("messages")).containsExactly("\"m2\"", "\"m3\"", "\"m4\"");
        }
        // A browser reconnects to its first address.
        String latest = store().events().latest().text();
        try (EventSourceClient stream =
                stream("alice", "?channel=general&after=1", latest + "~3").awaitSnapshot()) {
            assertThat(stream.data("messages")).containsExactly("\"m4\"");
        }
    }

    /** It left before there was any, and has missed them all. A browser reconnects to its first address. */
    @Test
    default void idWithoutACursor_isNotOneThatTheAddressNames() {
        Messages messages = useMessages();
        String left;
        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            left = stream.lastEventId();
            assertThat(left).doesNotContain("~");
        }
        IntStream.rangeClosed(1, 4).forEach(i -> messages.post("general", "m" + i));

        try (EventSourceClient stream =
                stream("alice", "?channel=general&after=2", left).awaitSnapshot()) {
            assertThat(messages.openings.get(1).cursor()).isEmpty();
            assertThat(stream.names()).contains("typing").doesNotContain("messages");
        }
    }

    @Test
    default void cursor_ofAHostWithNothingNewer_isKept() {
        try (EventSourceClient stream = subscribe("alice", "?channel=general&after=2")) {
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text() + "~2");
        }
    }

    @Test
    default void cursorThatNobodyCanHaveGiven_isNone() {
        Messages messages = useMessages();
        try (EventSourceClient stream = subscribe("alice", "?channel=general&after=a%0Ab%20c")) {
            assertThat(messages.openings.get(0).cursor()).isEmpty();
            assertThat(stream.names()).contains("typing").doesNotContain("messages");
            assertThat(stream.lastEventId()).doesNotContain("b c");
            store().reactions().toggle(new MessageRef("general", EpochSeconds.toInstant(1.5)), "rocket", "bob");
            stream.awaitEvent("reactions", data -> true);
        }
    }

    @Test
    default void valueWithoutACursor_isWhatAStreamBeginsWith() {
        configure(builder -> builder.publicChannels("general")
                .hostEvents(connection -> List.of(
                        HostEvent.of("unread", "{\"" + connection.user() + "\":3}"),
                        HostEvent.in("general", "pins", "[]"))));

        try (EventSourceClient stream = subscribe("alice", "?channel=general")) {
            stream.awaitLast("unread", "{\"alice\":3}").awaitLast("pins", "[]");
            hub().publishTo("alice", HostEvent.of("unread", "{}"));
            stream.awaitLast("unread", "{}");
            assertThat(stream.lastEventId()).isEqualTo(store().events().latest().text());
        }
    }

    @Test
    default void disconnect_endsTheStreamsOfThatUser() {
        try (EventSourceClient alice = subscribe("alice", "");
                EventSourceClient other = subscribe("alice", "?facts=1");
                EventSourceClient bob = subscribe("bob", "")) {
            hub().disconnect("alice");
            hub().disconnect("nobody");

            alice.awaitEnd();
            other.awaitEnd();
            assertThat(alice.retry()).isEqualTo("3000");
            settle("bob", bob);
            await().until(() -> hub().openConnections() == 1);
        }
    }

    @Test
    default void publish_withoutConnections_doesNoHarm() {
        hub().publish(HostEvent.of("motd", "{}"));
        hub().publishTo("alice", HostEvent.of("motd", "{}"));
        hub().unreadChanged("private:1");
        hub().disconnect("alice");

        try (EventSourceClient stream = subscribe("alice", "")) {
            assertThat(stream.names()).doesNotContain("motd");
        }
    }

    @Test
    default void impossibleNames_areRejected() {
        assertThatThrownBy(() -> hub().publishTo("a:b", HostEvent.of("motd", "{}")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub().disconnect("a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> hub().unreadChanged("private:01")).isInstanceOf(IllegalArgumentException.class);
    }
}
