package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.Added;
import io.minimost.presence.channels.History;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.values.MessageRef;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomsSmokeTest {
    @Test
    void works(@TempDir Path dir) {
        for (PresenceStore store : List.of(PresenceStore.inMemory(), PresenceStore.open(dir.resolve("x.db")))) {
            try (store) {
                List<PresenceEvent> events = new ArrayList<>();
                store.events().on(PresenceEvent.class, events::add);
                Instant t = Instant.ofEpochSecond(1795487159L, 159127500);
                System.err.println(store.receipts().markRead("general", "bob", List.of(t, t.plusSeconds(1))));
                System.err.println(
                        store.receipts().of("general") + " " + store.receipts().watermarks("general"));
                var m = new MessageRef("general", t);
                System.err.println(store.reactions().toggle(m, "thumbs_up", "bob") + " "
                        + store.reactions().of(m));
                System.err.println(store.reactions().toggle(m, "thumbs_up", "bob") + " "
                        + store.reactions().of(m));
                var team = store.channels().create(" Team ", "alice", List.of("bob", "bob"));
                assertThat(store.channels().addMember(team.id(), "bob", "carol", History.fromNow()))
                        .isEqualTo(Added.ADDED);
                store.typing().start("bob", team.id().text());
                System.err.println(
                        store.channels().mine("carol") + " " + store.channels().historyStart(team.id(), "carol")
                                + store.channels().historyStart(team.id(), "bob"));
                assertThat(store.channels().leave(team.id(), "bob")).isTrue();
                assertThat(store.channels().rename(team.id(), "bob", "x")).isFalse();
                assertThat(store.channels().rename(team.id(), "alice", "x")).isTrue();
                store.forget("carol");
                store.sweep();
                events.forEach(System.err::println);
            }
        }
    }
}
