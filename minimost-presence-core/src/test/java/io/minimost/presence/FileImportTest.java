package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.errors.PresenceStoreException.Unusable;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.testing.PlainConnection;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host moves from a file to PostgreSQL. */
class FileImportTest {
    private static final Instant MESSAGE = Instant.ofEpochSecond(1_800_000_000, 250_000_000);

    @RegisterExtension
    final TwoNodes nodes = new TwoNodes();

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("presence.db");
    }

    private PresenceStoreBuilder target() {
        return PresenceStore.builder().postgres(nodes.dataSource()).postgresSchema(nodes.schema());
    }

    /** Returns the position at the end. */
    private FactPosition fill() {
        try (PresenceStore store = PresenceStore.open(file())) {
            store.presence().update("alice", PresenceState.IDLE);
            store.presence().setOverride("bob", PresenceOverride.ACTIVE);
            store.typing().start("alice", "general");
            store.receipts().markRead("general", "alice", List.of(MESSAGE, MESSAGE.plusSeconds(1)));
            store.reactions().add(new MessageRef("general", MESSAGE), "zebra", "alice");
            store.reactions().add(new MessageRef("general", MESSAGE), "Apple", "bob");
            PrivateChannel first = store.channels().create("First", "alice", List.of("bob"));
            PrivateChannel second = store.channels().create("Second", "alice", List.of());
            store.deleteChannel(second.id());
            String call = store.calls()
                    .initiate(first.id(), "alice")
                    .call()
                    .orElseThrow()
                    .id();
            store.calls().accept(call, "bob");
            store.screenShares().start("general", "alice");
            return store.events().latest();
        }
    }

    @Test
    void importFile_copiesWhatLasts_andPositionsStayGood() {
        FactPosition position = fill();

        Map<String, Long> counts = target().importFile(file());

        assertThat(counts)
                .containsEntry("presence", 2L)
                .containsEntry("read_receipts", 2L)
                .containsEntry("message_reactions", 2L)
                .containsEntry("private_channels", 1L)
                .containsEntry("call_participants", 2L)
                .containsEntry("screenshares", 1L)
                .containsEntry("mp_facts", position.sequence());
        try (PresenceStore file = PresenceStore.open(file());
                PresenceStore store = target().open()) {
            assertThat(store.presence().recentStates())
                    .isEqualTo(file.presence().recentStates())
                    .hasSize(2);
            assertThat(store.presence().override("bob")).contains(PresenceOverride.ACTIVE);
            assertThat(store.receipts().receiptsOf("general"))
                    .isEqualTo(file.receipts().receiptsOf("general"));
            assertThat(store.receipts().watermarks("general"))
                    .isEqualTo(file.receipts().watermarks("general"));
            assertThat(store.reactions().reactionsTo(new MessageRef("general", MESSAGE)))
                    .isEqualTo(file.reactions().reactionsTo(new MessageRef("general", MESSAGE)));
            assertThat(store.channels().channelsOf("alice"))
                    .isEqualTo(file.channels().channelsOf("alice"));
            assertThat(store.calls().callsOf("alice"))
                    .isEqualTo(file.calls().callsOf("alice"))
                    .hasSize(1);
            assertThat(store.screenShares().active("general"))
                    .isEqualTo(file.screenShares().active("general"));
            assertThat(store.typing().typingUsers("general")).isEmpty();
            assertThat(store.events().latest()).isEqualTo(position);

            store.receipts().markReadUpTo("general", "carol", MESSAGE);
            Facts.Page page = (Facts.Page) store.events().since(position, FactFilter.everything());
            assertThat(page.facts()).hasSize(1).first().matches(fact -> fact.kind() == FactKind.WATERMARK_MOVED);
            assertThat(store.channels().create("Third", "alice", List.of()).id().text())
                    .isEqualTo("private:3");
        }
    }

    @Test
    void sessions_goOn() {
        try (PresenceStore store = PresenceStore.open(file())) {
            store.presence().sessions().open("alice", "phone-0001", SessionKind.MOBILE, PresenceState.IDLE);
            store.presence().update("bob", PresenceState.ACTIVE);
        }

        target().importFile(file());

        try (PresenceStore store = target().open()) {
            store.presence().update("alice", PresenceState.HIDDEN);
            store.presence().update("bob", PresenceState.HIDDEN);
            assertThat(store.presence().recentStates())
                    .containsEntry("alice", PresenceState.IDLE)
                    .containsEntry("bob", PresenceState.HIDDEN);
            assertThat(store.presence().sessions().end("alice", "phone-0001")).isTrue();
            assertThat(store.presence().recentStates()).containsEntry("alice", PresenceState.HIDDEN);
        }
    }

    @Test
    void watermarksThatMiniMostWroteAsReceipts_areWatermarks() {
        fill();
        PlainConnection plain = PlainConnection.to(file());
        plain.sql("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES ('general', 1900000000.5, 'dave')");
        plain.close();

        target().importFile(file());

        try (PresenceStore store = target().open()) {
            assertThat(store.receipts().lastRead("general", "dave"))
                    .contains(Instant.ofEpochSecond(1_900_000_000, 500_000_000));
            assertThat(store.receipts().markReadUpTo("general", "dave", MESSAGE))
                    .isFalse();
        }
    }

    @Test
    void aDatabaseThatIsNotEmpty_isRefused_andStaysAsItIs() {
        fill();
        nodes.a().presence().update("carol", PresenceState.ACTIVE);

        assertThatExceptionOfType(Unusable.class)
                .isThrownBy(() -> target().importFile(file()))
                .withMessageContaining("presence")
                .withMessageContaining("not empty");

        assertThat(nodes.a().presence().recentStates()).containsOnlyKeys("carol");
        assertThat(nodes.a().receipts().receiptsOf("general")).isEmpty();
    }

    @Test
    void aFileThatTheDatabaseCannotHold_isRefused_andNothingIsCopied() {
        fill();
        PlainConnection plain = PlainConnection.to(file());
        plain.sql("INSERT INTO read_receipts (channel, msg_ts, reader) VALUES ('general', 'yesterday', 'dave')");
        plain.close();

        assertThatExceptionOfType(Unusable.class)
                .isThrownBy(() -> target().importFile(file()))
                .withMessageContaining("read_receipts")
                .withMessageContaining("yesterday");

        assertThat(nodes.a().presence().recentStates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO read_receipts (channel, msg_ts, reader) VALUES ('general', 5, x'6162')",
                "INSERT INTO presence (user, last_seen, state) VALUES (NULL, 5, 'idle')",
                "DROP INDEX mp_calls_one_live; INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                        + " VALUES ('one', 'dm:ann:bob', 'ann', 'active', 5), ('two', 'dm:ann:bob', 'bob', 'ringing', 6)"
            })
    void aFileWithRowsThatTheDatabaseRefuses_isRefused_andNothingIsCopied(String rows) {
        fill();
        PlainConnection plain = PlainConnection.to(file());
        for (String statement : rows.split("; ", -1)) {
            plain.sql(statement);
        }
        plain.close();

        assertThatExceptionOfType(Unusable.class).isThrownBy(() -> target().importFile(file()));

        assertThat(nodes.a().presence().recentStates()).isEmpty();
    }

    @Test
    void aFileThatDoesNotExist_isRefused() {
        assertThatExceptionOfType(PresenceStoreException.class)
                .isThrownBy(() -> target().importFile(file()))
                .withMessageContaining("presence.db");
        assertThatIllegalStateException()
                .isThrownBy(() -> PresenceStore.builder().importFile(file()))
                .withMessageContaining("postgres");
    }
}
