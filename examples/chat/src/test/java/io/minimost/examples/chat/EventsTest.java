package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** This chat's own events on the event streams. */
class EventsTest extends HttpTest {
    @Test
    void initialEvents_haveTheMessagesOfTheChannelAndAllCounts() {
        alice.post("send/general", "text", "hello");
        alice.post("send/random", "text", "elsewhere");
        alice.post("send/dm:alice:bob", "text", "psst");

        try (ChatStream stream = bob.stream("?channel=general")) {
            List<ChatStream.Event> events = stream.beginning();

            assertThat(events)
                    .extracting(ChatStream.Event::name)
                    .containsSubsequence("private_channels", "messages", "channel_unreads", "dms");
            assertThat(only(events, "messages").data())
                    .isEqualTo(bob.get("messages/general").body());
            assertThat(only(events, "channel_unreads").data())
                    .isEqualTo(bob.get("channel_unreads").body());
            assertThat(only(events, "dms").data()).isEqualTo(bob.get("dms").body());
        }
    }

    @Test
    void initialEvents_ofAnEmptyChannel_haveAnEmptyList() {
        try (ChatStream stream = bob.stream("?channel=general")) {
            assertThat(only(stream.beginning(), "messages").data()).isEqualTo("[]");
        }
    }

    @Test
    void message_isSentToItsChannel_andCountedForEveryUser() {
        try (ChatStream here = bob.stream("?channel=general");
                ChatStream elsewhere = carol.stream("?channel=random")) {
            here.beginning();
            elsewhere.beginning();

            alice.post("send/general", "text", "hello");

            assertThat(here.await("messages").contents()).containsExactly("hello");
            elsewhere.await("channel_unreads", "{\"general\":1,\"random\":0}");
        }
    }

    @Test
    void directMessage_isCountedForTheTwoOnly_untilItIsRead() {
        try (ChatStream forBob = bob.stream("?channel=general");
                ChatStream forCarol = carol.stream("?channel=general")) {
            forBob.beginning();
            forCarol.beginning();

            alice.post("send/dm:alice:bob", "text", "psst");
            forBob.await("dms", "[{\"channel\":\"dm:alice:bob\",\"unread\":1,\"users\":[\"alice\"]}]");
            bob.post("mark_read/dm:alice:bob");
            forBob.await("dms", "[{\"channel\":\"dm:alice:bob\",\"unread\":0,\"users\":[\"alice\"]}]");

            // Anything sent to carol because of the messages before would have arrived before this.
            bob.post("send/dm:bob:carol", "text", "hi");
            assertThat(forCarol.await("dms").data())
                    .isEqualTo("[{\"channel\":\"dm:bob:carol\",\"unread\":1,\"users\":[\"bob\"]}]");
        }
    }

    @Test
    void reading_lowersTheCountsInOtherWindows() {
        long team = alice.createChannel("Team", "bob");
        try (ChatStream stream = bob.stream("")) {
            stream.beginning();

            alice.post("send/general", "text", "one");
            stream.await("channel_unreads", "{\"general\":1,\"random\":0}");
            bob.post("mark_read/general");
            stream.await("channel_unreads", "{\"general\":0,\"random\":0}");

            alice.post("send/private:" + team, "text", "two");
            assertThat(stream.await("private_channels").data()).contains("\"unread\":1");
            bob.post("mark_read/private:" + team);
            assertThat(stream.await("private_channels").data()).contains("\"unread\":0");
        }
    }

    @Test
    void notice_isSentAsAMessage() {
        long team = alice.createChannel("Team", "bob");
        try (ChatStream stream = bob.stream("?channel=private:" + team)) {
            stream.beginning();

            alice.postJson("private_channels/" + team + "/rename", "{\"name\":\"Crew\"}");

            assertThat(stream.await("messages").contents())
                    .containsExactly("alice has renamed the channel to \"Crew\"");
        }
    }

    @Test
    void resume_sendsMissedMessages_andNoneTwice() {
        String lastEventId;
        try (ChatStream stream = bob.stream("?channel=general")) {
            stream.beginning();
            alice.post("send/general", "text", "one");
            assertThat(stream.await("messages").contents()).containsExactly("one");
            lastEventId = stream.lastEventId();
        }
        alice.post("send/general", "text", "two");
        alice.post("send/random", "text", "elsewhere");
        alice.post("send/general", "text", "three");

        try (ChatStream stream = bob.stream("?channel=general", "Last-Event-ID", lastEventId)) {
            assertThat(only(stream.beginning(), "messages").contents()).containsExactly("two", "three");
            lastEventId = stream.lastEventId();
        }
        try (ChatStream stream = bob.stream("?channel=general", "Last-Event-ID", lastEventId)) {
            assertThat(only(stream.beginning(), "messages").data()).isEqualTo("[]");
        }
    }

    @Test
    void resume_sendsMoreThanOnePage() {
        alice.post("send/general", "text", "first");
        double first = alice.json("messages/general").get(0).get("ts").asDouble();
        int many = 2 * ChatDatabase.MAX_ROWS + 50;
        for (int i = 0; i < many; i++) {
            alice.post("send/general", "text", "message " + i);
        }

        try (ChatStream stream = bob.stream("?channel=general&after=" + first)) {
            List<String> contents = stream.beginning().stream()
                    .filter(event -> event.name().equals("messages"))
                    .flatMap(event -> event.contents().stream())
                    .toList();
            assertThat(contents).hasSize(many).doesNotHaveDuplicates().startsWith("message 0");
        }
    }

    @Test
    void reopenedChannel_sendsTheMessagesWhoseReactionsChanged() {
        alice.post("send/general", "text", "first");
        alice.post("send/general", "text", "second");
        double newest = alice.json("messages/general").get(1).get("ts").asDouble();
        carol.post("react/1", "reaction", "tada");

        try (ChatStream stream = bob.stream("?channel=general&after=" + newest)) {
            assertThat(only(stream.beginning(), "messages").contents()).containsExactly("first");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "nonsense", "NaN", "1e999"})
    void invalidCursor_isIgnored(String after) {
        alice.post("send/general", "text", "hello");

        try (ChatStream stream = bob.stream("?channel=general&after=" + after)) {
            assertThat(only(stream.beginning(), "messages").contents()).containsExactly("hello");
        }
    }

    @Test
    void lateJoiner_receivesNothingOlder_withAnyCursor() {
        long team = alice.createChannel("Team", "bob");
        String query = "?channel=private:" + team;
        alice.post("send/private:" + team, "text", "before");
        String lastEventIdOfBob;
        try (ChatStream stream = bob.stream(query)) {
            stream.beginning();
            lastEventIdOfBob = stream.lastEventId();
        }
        long old = alice.json("messages/private:" + team).get(0).get("id").asLong();
        alice.member("add", team, "carol");
        bob.post("react/" + old, "reaction", "eyes");
        alice.post("send/private:" + team, "text", "after");

        for (String after : List.of("", "&after=0", "&after=1")) {
            try (ChatStream stream = carol.stream(query + after)) {
                assertThat(only(stream.beginning(), "messages").contents())
                        .containsExactly("alice added carol to this channel", "after");
            }
        }
        try (ChatStream stream = carol.stream(query, "Last-Event-ID", lastEventIdOfBob)) {
            assertThat(only(stream.beginning(), "messages").contents())
                    .containsExactly("alice added carol to this channel", "after");
        }
    }

    @Test
    void signOut_endsTheStreams_andRefusesNewOnes() {
        try (ChatStream stream = bob.stream("?channel=general")) {
            stream.beginning();

            bob.post("logout");

            assertThat(stream.awaitEnd()).contains("(retry)");
        }
        assertThat(bob.get("events?channel=general").statusCode()).isEqualTo(401);
    }

    @Test
    void close_endsTheStreams() {
        try (ChatStream stream = bob.stream("?channel=general")) {
            stream.beginning();

            server.close();

            assertThat(stream.awaitEnd()).contains("(retry)");
        }
    }

    private static ChatStream.Event only(List<ChatStream.Event> events, String name) {
        List<ChatStream.Event> named =
                events.stream().filter(event -> event.name().equals(name)).toList();
        assertThat(named).as(name).hasSize(1);
        return named.get(0);
    }
}
