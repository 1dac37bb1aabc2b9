package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.CallEnded;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.testing.PostgresServer;
import io.minimost.presence.values.PresenceState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What docs/testing.md and README.md show, as code that runs. */
class RecipesTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```java\n(.*?)```");
    private static final Instant start = PresenceStoreExtension.DEFAULT_START;

    @Nested
    @ExtendWith(PresenceStoreExtension.class)
    class TypingTest {
        @Test
        void typing_endsByItself(PresenceStore store, SteppedClock clock, RecordedEvents events) {
            store.typing().start("alice", "general");
            clock.advance(Duration.ofSeconds(6));
            assertThat(events).ofType(TypingStopped.class).hasSize(1);
        }
    }

    @Nested
    class Fields {
        @RegisterExtension
        final PresenceStoreExtension presence = PresenceStoreExtension.onFile()
                .startingAt(Instant.parse("2026-03-02T08:00:00Z"))
                .withStore(settings -> settings.typingWindow(Duration.ofSeconds(10)));

        @Test
        void field_hasTheSettings() {
            assertThat(presence.clock().instant()).isEqualTo("2026-03-02T08:00:00Z");
            assertThat(presence.file()).isRegularFile();
        }

        @Test
        void push() {
            RecordingConnection bob = presence.connect("bob", "general");
            presence.store().typing().start("alice", "general");
            bob.await("typing", "[\"alice\"]");

            presence.hub().publishTo("carol", HostEvent.of("secret", "1"));
            bob.settle();
            assertThat(bob).extracting(ReceivedEvent::name).doesNotContain("secret");
        }
    }

    @Nested
    @ExtendWith(PresenceStoreExtension.class)
    class TimeAndEvents {
        @Test
        void advance(PresenceStore store, SteppedClock clock, RecordedEvents events) {
            store.calls().initiate("dm:alice:bob", "alice");
            store.typing().start("alice", "general");
            clock.advanceSeconds(40);
            assertThat(events).areInOrderOfTime();
            assertThat(events.await(TypingStopped.class).at()).isEqualTo(start.plusSeconds(6));
            assertThat(events.await(CallEnded.class).at()).isBetween(start.plusSeconds(30), start.plusSeconds(31));
        }

        @Test
        void jump(PresenceStore store, SteppedClock clock, RecordedEvents events) {
            store.typing().start("alice", "general");
            clock.jump(Duration.ofHours(8));
            assertThat(events).ofType(TypingStopped.class).at(clock.instant()).hasSize(1);
        }

        @Test
        void events(PresenceStore store, RecordedEvents events) {
            store.typing().start("alice", "general");
            store.typing().stop("alice", "general");
            assertThat(events)
                    .containsExactly(
                            new TypingStarted("general", "alice", start),
                            new TypingStopped("general", "alice", TypingStopped.Reason.STOPPED, start));
            assertThat(events)
                    .ofType(TypingStarted.class)
                    .extracting(TypingStarted::user)
                    .containsExactly("alice");
            events.clear();
            assertThat(events).isEmpty();
        }

        @Test
        void otherThreads(PresenceStore store, RecordedEvents events) {
            ExecutorService executor = Executors.newSingleThreadExecutor();
            try {
                executor.execute(() -> store.presence().update("alice", PresenceState.ACTIVE));
                PresenceChanged changed = events.await(
                        PresenceChanged.class, event -> event.user().equals("alice"));
                assertThat(changed.after()).contains(PresenceState.ACTIVE);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    @Nested
    class OnPostgres {
        private static final @Nullable DataSource server =
                PostgresServer.problem().isEmpty() ? PostgresServer.dataSource() : null;

        @RegisterExtension
        static final PresenceStoreExtension PRESENCE = PresenceStoreExtension.onPostgres(() -> {
            assumeTrue(server != null, "no PostgreSQL here");
            return server;
        });

        @Test
        void store_isOnTheServer() {
            PRESENCE.store().ping();
        }
    }

    @Test
    void documents_showTheCodeOfThisClass() throws IOException {
        String code =
                withoutSpace(Files.readString(Path.of("src/test/java/io/minimost/presence/test/RecipesTest.java")));
        List<String> blocks = BLOCK.matcher(Files.readString(Path.of("../../docs/testing.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        String readme = Files.readString(Path.of("../../README.md")).split("### In a test\n", -1)[1];

        assertThat(blocks)
                .hasSizeGreaterThan(6)
                .allSatisfy(block -> assertThat(code).contains(withoutSpace(block)));
        assertThat(BLOCK.matcher(readme).results().findFirst())
                .hasValueSatisfying(match -> assertThat(code).contains(withoutSpace(match.group(1))));
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s", "");
    }
}
