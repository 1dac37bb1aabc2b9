package io.minimost.presence.events;

import static io.minimost.presence.events.FactLogs.allSince;
import static io.minimost.presence.events.FactLogs.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The contract, and what survives in the file. */
class FactLogInFileTest extends FactLogContract {
    FactLogInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void tokens_outliveTheStore() {
        markRead("bob", 1);
        FactPosition before = events().latest();
        markRead("carol", 2);

        fixture.reopen(builder -> builder);

        assertThat(lines(allSince(events(), before)))
                .containsExactly(
                        "3 watermark_moved general carol 1800000002.0", "4 messages_read general carol 1800000002.0");
    }

    @Test
    void aFileThatIsCreatedAgain_beginsAnotherLog() throws IOException {
        markRead("bob", 1);
        FactPosition before = events().latest();
        fixture.store().close();
        Files.delete(fixture.file());

        fixture.reopen(builder -> builder);
        markRead("carol", 2);
        markRead("dave", 3);

        assertThat(events().since(before, FactFilter.everything())).isEqualTo(new Facts.Resync());
    }

    @Test
    void aChangeThatFails_leavesNoFactAndTakesNoNumber() {
        events().onFacts(FactFilter.everything(), received::add);
        FactPosition before = events().latest();
        // The receipt and the first of its two facts are written by then.
        fixture.plain()
                .sql("CREATE TRIGGER refuse BEFORE INSERT ON mp_facts"
                        + " WHEN new.kind = 'messages_read' AND new.username = 'mallory'"
                        + " BEGIN SELECT raise(ABORT, 'refused'); END");

        assertThatThrownBy(() -> markRead("mallory", 1)).isInstanceOf(PresenceStoreException.class);
        assertThat(events().latest()).isEqualTo(before);
        assertThat(fixture.store().receipts().receiptsOf("general")).isEmpty();
        assertThat(fixture.store().receipts().lastRead("general", "mallory")).isEmpty();

        markRead("bob", 1);
        assertThat(received).extracting(LoggedFact::sequence).containsExactly(1L, 2L);
    }

    @Test
    void aChangeThatFailsAmongOthers_leavesTheirFactsOnceAndInOrder() throws Exception {
        fixture.plain()
                .sql("CREATE TRIGGER refuse BEFORE INSERT ON mp_facts WHEN new.username = 'mallory'"
                        + " BEGIN SELECT raise(ABORT, 'refused'); END");
        FactPosition start = events().latest();
        events().onFacts(FactFilter.everything(), received::add);
        AtomicInteger seconds = new AtomicInteger();

        Race.run(
                20,
                () -> {
                    markRead("bob", seconds.incrementAndGet());
                    return true;
                },
                () -> {
                    assertThatThrownBy(() -> markRead("mallory", seconds.incrementAndGet()))
                            .isInstanceOf(PresenceStoreException.class);
                    return false;
                });

        List<LoggedFact> all = allSince(events(), start);
        assertThat(all)
                .extracting(LoggedFact::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all.size()).boxed().toList());
        assertThat(all)
                .filteredOn(fact -> fact.kind() == FactKind.MESSAGES_READ)
                .hasSize(20 * Race.THREADS / 2);
        assertThat(all).noneMatch(fact -> fact.user().equals(Optional.of("mallory")));
        fixture.resetLiveState(); // Delivers what another thread has left.
        assertThat(received.subList(0, all.size())).isEqualTo(all);
    }

    @Test
    void aKindOfANewerVersion_isOther() {
        FactPosition start = events().latest();
        fixture.plain()
                .sql("INSERT INTO mp_facts (kind, channel, username, key, ts)"
                        + " VALUES ('poll_opened', 'general', 'bob', '7', 1e300), ('lost', NULL, NULL, NULL, 0)");

        assertThat(lines(allSince(events(), start))).containsExactly("1 other general bob 7", "2 other - - -");
    }

    @Test
    void deleteUser_removesTheNameFromTheFile() {
        markRead("alice", 1);
        fixture.store().channels().create("Team", "bob", List.of("alice"));

        fixture.store().deleteUser("alice");

        assertThat(fixture.plain().column("SELECT kind FROM mp_facts WHERE username = 'alice'"))
                .containsExactly("user_forgotten");
    }
}
