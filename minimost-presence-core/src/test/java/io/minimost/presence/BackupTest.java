package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Copies of a store that is in use. */
class BackupTest {
    private static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @TempDir
    Path directory;

    @Test
    void copy_hasAllRows_andOpensAsAStore() {
        Path target = fill(fixture.store());

        Map<String, Long> rows = fixture.store().backupTo(target);

        assertThat(rows).containsEntry("message_reactions", 1L).containsEntry("private_channel_members", 2L);
        assertThat(rows).containsEntry("typing", 1L).doesNotContainKey("sqlite_sequence");
        assertOpens(target);
    }

    @Test
    void copy_ofAStoreInMemory_isTheSame() {
        try (PresenceStore inMemory = PresenceStore.inMemory()) {
            Path target = fill(inMemory);
            inMemory.backupTo(target);
            assertOpens(target);
        }
    }

    @Test
    void copy_whileOthersWrite_isTheStateOfOneMoment() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        PresenceStore store = fixture.store();
        Thread writer = new Thread(() -> {
            for (int i = 0; !enough.get() || i < 20; i++) {
                store.channels().create("Team", "user" + i, List.of("bob"));
            }
        });
        writer.start();
        try {
            for (int i = 0; i < 5; i++) {
                Map<String, Long> rows = store.backupTo(directory.resolve("copy" + i));
                assertThat(rows.get("private_channel_members"))
                        .isEqualTo(2 * rows.getOrDefault("private_channels", -1L));
            }
        } finally {
            enough.set(true);
            writer.join();
        }
    }

    @Test
    void position_ofTheOriginal_isNoneOfTheCopy() {
        Path target = fill(fixture.store());
        FactPosition position = fixture.store().events().latest();
        fixture.store().backupTo(target);

        try (PresenceStore copy = PresenceStore.open(target)) {
            assertThat(copy.events().since(position, FactFilter.everything())).isInstanceOf(Facts.Resync.class);
        }
    }

    @Test
    void target_thatExists_isRefusedAndStays() throws IOException {
        Path target = Files.writeString(directory.resolve("there"), "mine");

        assertThatThrownBy(() -> fixture.store().backupTo(target))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(target.toString());
        assertThat(target).hasContent("mine");
    }

    @Test
    void target_withoutADirectory_isRefused() {
        Path target = directory.resolve("missing").resolve("copy");

        assertThatThrownBy(() -> fixture.store().backupTo(target))
                .isExactlyInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(target.toString());
    }

    @Test
    void ping_answers_untilTheFileIsLost() throws IOException {
        PresenceStore store = fixture.store();
        store.ping();

        Files.delete(fixture.file());
        for (int i = 0; i < 2; i++) {
            try {
                fixture.sweep();
            } catch (PresenceStoreException.Unusable noticed) {
                assertThat(noticed).hasMessageContaining(fixture.file().toString());
            }
        }

        assertThatThrownBy(store::ping).isInstanceOf(PresenceStoreException.Unusable.class);
        assertThatThrownBy(() -> store.backupTo(directory.resolve("copy")))
                .isInstanceOf(PresenceStoreException.Unusable.class);
    }

    private Path fill(PresenceStore store) {
        store.typing().start("alice", "general");
        store.reactions().toggle(MESSAGE, "rocket", "alice");
        store.channels().create("Team", "alice", List.of("bob"));
        return directory.resolve("copy of it?.db");
    }

    private static void assertOpens(Path target) {
        try (PresenceStore copy = PresenceStore.open(target)) {
            assertThat(copy.reactions().reactionsTo(MESSAGE)).hasSize(1);
            assertThat(copy.channels().channelsOf("bob")).hasSize(1);
        }
    }
}
