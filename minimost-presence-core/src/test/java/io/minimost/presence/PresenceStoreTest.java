package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceStoreTest {
    @ParameterizedTest
    @ValueSource(strings = {"presence.db", "a?mode=memory#b c%20d.db", "J\u00fcrgen's.db", "file:x.db"})
    void open_takesAnyFileName(String name, @TempDir Path directory) {
        Path file = directory.resolve(name);
        try (PresenceStore store = PresenceStore.open(file)) {
            store.presence().update("alice", PresenceState.ACTIVE);
        }
        try (PresenceStore store = PresenceStore.open(file)) {
            assertThat(store.presence().recentStates()).containsOnlyKeys("alice");
        }
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void inMemory_isNotShared() {
        try (PresenceStore one = PresenceStore.inMemory();
                PresenceStore other = PresenceStore.inMemory()) {
            one.presence().update("alice", PresenceState.ACTIVE);

            assertThat(one.presence().recentStates()).containsOnlyKeys("alice");
            assertThat(other.presence().recentStates()).isEmpty();
        }
    }

    @Test
    void stores_onTheSameFileSeeEachOther(@TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        try (PresenceStore one = PresenceStore.open(file);
                PresenceStore other = PresenceStore.open(file)) {
            one.typing().start("alice", "general");

            assertThat(other.typing().typingUsers("general", "bob")).containsExactly("alice");
        }
    }

    @Test
    void close_twice_isHarmless(@TempDir Path directory) {
        PresenceStore store = PresenceStore.open(directory.resolve("presence.db"));
        store.close();
        store.close();
    }

    @Test
    void everything_isRefusedAfterClose(@TempDir Path directory) {
        for (PresenceStore store :
                List.of(PresenceStore.inMemory(), PresenceStore.open(directory.resolve("presence.db")))) {
            store.close();

            assertClosed(() -> store.typing().start("alice", "general"));
            assertClosed(() -> store.typing().typingUsers("general", "bob"));
            assertClosed(() -> store.presence().update("alice", PresenceState.ACTIVE));
            assertClosed(() -> store.presence().recentStates());
            assertClosed(store::resetLiveState);
            assertClosed(store::sweep);
        }
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(PresenceStoreException.Closed.class)
                .hasMessageContaining("the store is closed");
    }
}
