package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {
    @Test
    void works(@TempDir Path dir) {
        for (PresenceStore store : List.of(PresenceStore.inMemory(), PresenceStore.open(dir.resolve("a?b#c d.db")))) {
            try (store) {
                List<PresenceEvent> events = new ArrayList<>();
                store.events().on(PresenceEvent.class, events::add);
                store.typing().start("alice", "general");
                store.typing().start("alice", "general");
                assertThat(store.typing().typists("general", "bob")).containsExactly("alice");
                store.presence().update("alice", PresenceState.ACTIVE);
                store.presence().update("bob", PresenceState.IDLE);
                assertThat(store.presence().online()).hasSize(2);
                store.resetLiveState();
                System.err.println(events);
                assertThat(store.presence().online()).containsValue(PresenceState.OFFLINE);
            }
        }
        assertThat(dir.toFile().list()).contains("a?b#c d.db");
    }
}
