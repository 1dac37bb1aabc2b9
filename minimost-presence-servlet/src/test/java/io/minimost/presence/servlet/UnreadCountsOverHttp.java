package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the host is asked to count unread messages. */
interface UnreadCountsOverHttp extends StreamFixture {
    private List<String> createTwelve() {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            ChannelId.Private id = store().channels()
                    .create("Team " + i, "alice", List.of("bob"))
                    .id();
            names.add(id.text());
        }
        changes().clear();
        return names;
    }

    @Test
    default void getPrivateChannels_ofTwelve_asksTheHostOnce() {
        List<String> names = createTwelve();
        store().receipts().markReadUpTo("private:5", "alice", EpochSeconds.toInstant(1716000000.5));
        CountingMessages messages = new CountingMessages(() -> Map.of("private:3", 7, "private:99", 1));
        configure(builder -> builder.messages(messages));

        ClientResponse response = as("alice").get("/private_channels").hasStatus(200);

        assertThat(messages.questions).hasSize(1);
        assertThat(messages.questions.get(0))
                .extracting(MessageLookup.ReadUpTo::channel)
                .containsExactlyElementsOf(names);
        assertThat(messages.questions.get(0))
                .filteredOn(read -> read.time().isPresent())
                .extracting(MessageLookup.ReadUpTo::channel)
                .containsExactly("private:5");
        assertThat(response.json())
                .hasSize(12)
                .allSatisfy(channel -> assertThat(channel.path("unread").asInt())
                        .isEqualTo(channel.path("id").asInt() == 3 ? 7 : 0));
    }

    @Test
    default void getPrivateChannels_ofNone_asksNothing() {
        CountingMessages messages = new CountingMessages(Map::of);
        configure(builder -> builder.messages(messages));

        as("alice").get("/private_channels").isJson("[]");

        assertThat(messages.questions).isEmpty();
    }

    @Test
    default void stream_ofTwelvePrivateChannels_asksTheHostOnceForEachValue() {
        createTwelve();
        CountingMessages messages = new CountingMessages(() -> Map.of("private:3", 7));
        configure(builder -> builder.messages(messages));
        try (EventSourceClient alice = subscribe("alice", "")) {
            assertThat(alice.data("private_channels")).hasSize(1);
            assertThat(messages.questions).hasSize(1);

            store().channels().rename(new ChannelId.Private(1), "bob", "Crew");
            alice.awaitEvent(
                    "private_channels",
                    data -> data.path(0).path("name").asText().equals("Crew"));
            settle("alice", alice);

            assertThat(messages.questions).hasSize(2);
            awaitSameAsRoute("alice", alice, "private_channels", "/private_channels");
        }
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks does
    default void countsThatCannotBe_areAnInternalError() {
        createTwelve();
        List<Supplier<Map<String, Integer>>> answers = List.of(
                () -> null,
                () -> Map.of("private:3", -1),
                () -> {
                    Map<String, Integer> counts = new HashMap<>();
                    counts.put("private:3", null);
                    return counts;
                },
                () -> {
                    throw new IllegalArgumentException("secret");
                });
        for (Supplier<Map<String, Integer>> answer : answers) {
            configure(builder -> builder.messages(new CountingMessages(answer)));

            assertThat(as("alice").get("/private_channels").error(500)).isEqualTo("internal error");
        }
    }

    /** Counts in one question. */
    final class CountingMessages implements MessageLookup {
        private final List<List<ReadUpTo>> questions = new CopyOnWriteArrayList<>();
        private final Supplier<Map<String, Integer>> answer;

        CountingMessages(Supplier<Map<String, Integer>> answer) {
            this.answer = answer;
        }

        @Override
        public Map<String, Integer> countMessagesOfOthers(String reader, Collection<ReadUpTo> channels) {
            questions.add(List.copyOf(channels));
            return answer.get();
        }

        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            throw new AssertionError("not asked");
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            throw new AssertionError("not asked");
        }
    }
}
