package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** The contract, and changes by other programs. */
class EventsInFileTest extends EventsContract {
    EventsInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void aCommitByAnotherConnection_isPublishedOnce() {
        fixture.plain().sql("INSERT INTO typing VALUES ('alice', 'general', 0)");
        fixture.plain().sql("DELETE FROM typing");
        fixture.clock().stepSeconds(1);

        fixture.sweep();
        assertThat(fixture.takeEvents()).containsExactly(new ExternalChange(StoreFixture.START.plusSeconds(1)));

        fixture.sweep();
        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void aCommitByAnotherConnection_isNotHiddenByOwnOnes() {
        fixture.plain().sql("INSERT INTO presence (user, last_seen, state) VALUES ('bob', 1, 'idle')");
        fixture.store().typing().start("alice", "general");

        fixture.sweep();

        assertThat(fixture.takeEvents()).hasExactlyElementsOfTypes(TypingStarted.class, ExternalChange.class);
    }

    @Test
    void aReadByAnotherConnection_isNoChange() {
        fixture.plain().dump();
        fixture.sweep();

        assertThat(fixture.takeEvents()).isEmpty();
    }

    @Test
    void anotherStoreOnTheFile_isElsewhere() {
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            fixture.sweep();
            fixture.takeEvents();

            other.typing().start("alice", "general");
            fixture.sweep();
            assertThat(fixture.takeEvents()).hasExactlyElementsOfTypes(ExternalChange.class);
            assertThat(fixture.store().typing().typingUsers("general", "me")).containsExactly("alice");
        }
    }

    @Test
    void theStoreSweepsByItself_unlessSweepsAreManual() {
        List<PresenceEvent> events = new CopyOnWriteArrayList<>();
        try (PresenceStore store = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .open()) {
            store.events().on(PresenceEvent.class, events::add);
            store.typing().start("alice", "general");
            fixture.clock().stepSeconds(6);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> events.contains(
                            new TypingStopped("general", "alice", Reason.EXPIRED, StoreFixture.START.plusSeconds(6))));

            fixture.plain().sql("INSERT INTO typing VALUES ('bob', 'general', 0)");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> events.stream().anyMatch(ExternalChange.class::isInstance));
        }
    }
}
