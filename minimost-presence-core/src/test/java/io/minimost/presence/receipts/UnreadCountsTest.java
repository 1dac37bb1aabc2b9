package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.receipts.HostMessages.Sent;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class UnreadCountsTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inMemory();

    private static Instant at(int number) {
        return StoreFixture.START.plusMillis(number * 1000L + 250);
    }

    @Test
    void manyChannels_areOneQuestion() {
        CountingHost host = new CountingHost(Map.of("channel3", 4));
        List<String> channels =
                IntStream.range(0, 12).mapToObj(i -> "channel" + i).toList();

        Map<String, Integer> counts = receipts().unreadCounts(channels, "bob", host);

        assertThat(host.questions).hasSize(1);
        assertThat(counts.keySet()).containsExactlyElementsOf(channels);
        assertThat(counts).containsEntry("channel3", 4).containsEntry("channel4", 0);
        assertThat(counts).isUnmodifiable();
    }

    @Test
    void noChannel_isNoQuestion_andTwiceTheSameIsOneChannel() {
        CountingHost host = new CountingHost(Map.of());

        assertThat(receipts().unreadCounts(List.of(), "bob", host)).isEmpty();
        assertThat(host.questions).isEmpty();

        assertThat(receipts().unreadCounts(List.of("general", "general"), "bob", host))
                .containsExactly(entry("general", 0));
        assertThat(host.questions.get(0)).hasSize(1);
    }

    @Test
    void hostOfReactionsOnly_hasNoUnreadMessages() {
        MessageLookup.Message welcome = new MessageLookup.Message(new MessageRef("general", at(1)), "alice");
        MessageLookup host = MessageLookup.forReactionsOnly((id, viewer) ->
                Optional.of(welcome).filter(message -> id.text().equals("welcome") && viewer.equals("bob")));

        assertThat(host.find(new MessageId("welcome"), "bob")).contains(welcome);
        assertThat(host.find(new MessageId("welcome"), "carol")).isEmpty();
        assertThat(host.find(new MessageId("other"), "bob")).isEmpty();
        assertThat(receipts().unreadCounts(List.of("general"), "bob", host)).containsExactly(entry("general", 0));
        receipts().markAllRead("general", "bob", host);
        assertThat(receipts().receiptsOf("general")).isEmpty();
    }

    @Test
    void question_namesTheWatermarkOfEachChannel() {
        receipts().markReadUpTo("general", "bob", at(3));
        receipts().markReadUpTo("general", "carol", at(9));
        CountingHost host = new CountingHost(Map.of());

        receipts().unreadCounts(List.of("general", "random"), "bob", host);

        List<MessageLookup.ReadUpTo> question = host.questions.get(0);
        assertThat(question.get(0).channel()).isEqualTo("general");
        assertThat(question.get(0).time())
                .get()
                .satisfies(time -> assertThat(time).isAfterOrEqualTo(at(3)).isBefore(at(3).plusNanos(1000)));
        assertThat(question.get(1)).isEqualTo(new MessageLookup.ReadUpTo("random", Optional.empty()));
    }

    @Test
    void hostThatWritesNoCount_isAskedForEachChannel() {
        HostMessages host = new HostMessages(
                "general", List.of(new Sent(at(1), "alice"), new Sent(at(2), "bob"), new Sent(at(3), "carol")));

        assertThat(receipts().unreadCounts(List.of("random", "general"), "bob", host))
                .containsExactly(entry("random", 0), entry("general", 2));

        receipts().markRead("general", "bob", List.of(at(1)));
        assertThat(receipts().unreadCounts(List.of("general"), "bob", host)).containsExactly(entry("general", 1));

        receipts().markAllRead("general", "bob", host);
        assertThat(receipts().unreadCounts(List.of("general"), "bob", host)).containsExactly(entry("general", 0));
    }

    /** A host may compare with the time that it is given: no message that was read is later, however exact its time. */
    @Test
    void newestMessageRead_doesNotCount_howeverExactItsTimeIs() {
        for (int nanos = 159_127_000; nanos < 159_128_000; nanos += 7) {
            Instant exact = Instant.ofEpochSecond(1_795_487_159L, nanos);
            receipts().markRead("general", "bob", List.of(exact));
            List<Instant> sent = List.of(exact, exact.plusSeconds(1));
            MessageLookup host = new CountingHost(Map.of()) {
                @Override
                int count(ReadUpTo read) {
                    return (int) sent.stream()
                            .filter(time -> time.isAfter(read.time().orElseThrow()))
                            .count();
                }
            };

            assertThat(receipts().unreadCounts(List.of("general"), "bob", host))
                    .as("%s", exact)
                    .containsExactly(entry("general", 1));
            assertThat(receipts().unread("general", "bob", new HostMessages("general", times(sent))))
                    .containsExactly(exact.plusSeconds(1));
        }
    }

    @Test
    void badInput_isRefusedBeforeTheHostIsAsked() {
        CountingHost host = new CountingHost(Map.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> receipts().unreadCounts(List.of("general", "private:07"), "bob", host))
                .withMessageContaining("private:07");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> receipts().unreadCounts(List.of("general"), "a:b", host))
                .withMessageContaining("a:b");
        assertThat(host.questions).isEmpty();
    }

    private static List<Sent> times(List<Instant> sent) {
        return sent.stream().map(time -> new Sent(time, "alice")).toList();
    }

    private ReadReceipts receipts() {
        return fixture.store().receipts();
    }

    /** A host that counts in one statement, as a database does: it answers no row for a channel without messages. */
    static class CountingHost implements MessageLookup {
        final List<List<ReadUpTo>> questions = new ArrayList<>();
        private final Map<String, Integer> counts;

        CountingHost(Map<String, Integer> counts) {
            this.counts = counts;
        }

        int count(ReadUpTo read) {
            return counts.getOrDefault(read.channel(), 0);
        }

        @Override
        public Map<String, Integer> countMessagesOfOthers(String reader, Collection<ReadUpTo> channels) {
            questions.add(List.copyOf(channels));
            Map<String, Integer> found = new HashMap<>();
            channels.stream().filter(read -> count(read) > 0).forEach(read -> found.put(read.channel(), count(read)));
            return found;
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
