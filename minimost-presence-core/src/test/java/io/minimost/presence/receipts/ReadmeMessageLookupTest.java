package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.receipts.ReadmeMessageLookupTest.Messages.Sent;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README shows how a host finds its messages, in code that works. */
class ReadmeMessageLookupTest {
    private static final String MARK = "// README\n";

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inMemory();

    // README
    record Messages(List<Sent> sent) implements MessageLookup {
        record Sent(String id, String channel, Instant at, String sender) {}

        @Override
        public Optional<Message> find(MessageId id, String viewer) {
            return sent.stream()
                    .filter(message -> message.id().equals(id.text())) // for numbers: id.number()
                    .map(message -> new Message(new MessageRef(message.channel(), message.at()), message.sender()))
                    .findFirst();
        }

        @Override
        public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
            return sent.stream()
                    .filter(message -> message.channel().equals(channel)
                            && !message.sender().equals(reader))
                    .map(Sent::at)
                    .filter(at -> at.isAfter(after.orElse(Instant.MIN)))
                    .toList();
        }
    }

    // README

    @Test
    void lookup_findsAndCounts() {
        Instant noon = StoreFixture.START;
        Messages messages = new Messages(List.of(
                new Sent("m-1", "general", noon, "alice"), new Sent("m-2", "general", noon.plusSeconds(1), "bob")));

        assertThat(messages.find(new MessageId("m-2"), "carol"))
                .contains(new MessageLookup.Message(new MessageRef("general", noon.plusSeconds(1)), "bob"));
        assertThat(messages.find(new MessageId("m-3"), "carol")).isEmpty();
        ReadReceipts receipts = fixture.store().receipts();
        assertThat(receipts.unreadCounts(List.of("general"), "carol", messages)).containsEntry("general", 2);
        receipts.markAllRead("general", "carol", messages);
        assertThat(receipts.unreadCounts(List.of("general"), "carol", messages)).containsEntry("general", 0);
    }

    @Test
    void readme_showsTheSameCode() throws IOException {
        String source =
                Files.readString(Path.of("src/test/java/io/minimost/presence/receipts/ReadmeMessageLookupTest.java"));
        String example = source.split(MARK, -1)[1].stripIndent().strip();

        assertThat(Files.readString(Path.of("../README.md"))).contains("```java\n" + example + "\n```");
    }
}
