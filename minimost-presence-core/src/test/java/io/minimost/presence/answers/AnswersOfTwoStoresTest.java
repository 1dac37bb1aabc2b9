package io.minimost.presence.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.testing.TwoNodes;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What another store on the same database has changed is in every answer that is asked for 5 ms later. */
class AnswersOfTwoStoresTest {
    private static final ChannelId CHANNEL = ChannelId.parse("general");
    private static final int ROUNDS = 50;

    @Nested
    class InOneFile {
        @RegisterExtension
        final StoreFixture fixture = StoreFixture.inFile();

        @Test
        void changesOfTheOtherStore_areSeenWithin5Ms() {
            try (PresenceStore other = PresenceStore.builder()
                    .file(fixture.file())
                    .clock(fixture.clock())
                    .manualSweeps()
                    .open()) {
                changesAreSeen(fixture.store(), other);
            }
        }

        /** As a MiniMost does. */
        @Test
        void changesOfAnotherProgram_areSeenWithin5Ms() {
            PolledAnswers<String> answers = Answers.kept(fixture.store());
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(answers.onlineUsers()).doesNotContain("user" + i + "\"");
                fixture.plain()
                        .sql(
                                "INSERT INTO presence (\"user\", last_seen, state) VALUES (?, ?, 'active')",
                                "user" + i,
                                StoreFixture.START.getEpochSecond());
                long returned = System.nanoTime();

                awaitBound(returned);

                assertThat(answers.onlineUsers()).contains("\"user" + i + "\":\"active\"");
            }
        }
    }

    @Nested
    class OnPostgres {
        @RegisterExtension
        final TwoNodes nodes = new TwoNodes();

        @Test
        void changesOfTheOtherNode_areSeenWithin5Ms() {
            changesAreSeen(nodes.a(), nodes.b());
        }
    }

    private static void changesAreSeen(PresenceStore store, PresenceStore other) {
        PolledAnswers<String> answers = Answers.kept(store);
        for (int i = 0; i < ROUNDS; i++) {
            String user = "user" + i;
            ChannelId.Private left = other.channels()
                    .create("Left", "owner", List.of(user, "owner"))
                    .id();
            assertThat(answers.isMember(left, user)).isTrue();
            var unused = Answers.all(answers, List.of(user), List.of("general"));

            other.typing().start(user, "general");
            other.presence().update(user, PresenceState.ACTIVE);
            other.receipts().markRead("general", user, List.of(Instant.ofEpochSecond(1_700_000_000)));
            other.channels().create("Team " + i, user, List.of());
            String share =
                    other.screenShares().start("general", user).orElseThrow().id();
            other.calls().initiate("dm:alice:" + user, "alice");
            other.channels().leave(left, user);
            long returned = System.nanoTime();

            awaitBound(returned);

            assertThat(answers.typing(CHANNEL, "viewer")).contains('"' + user + '"');
            assertThat(answers.onlineUsers()).contains("\"" + user + "\":\"active\"");
            assertThat(answers.readReceipts(CHANNEL)).contains('"' + user + '"');
            assertThat(answers.readWatermarks(CHANNEL)).contains('"' + user + '"');
            assertThat(answers.privateChannels(user)).contains("Team " + i);
            assertThat(answers.isMember(left, user)).isFalse();
            assertThat(answers.activeShares(CHANNEL)).contains(share);
            assertThat(answers.incomingCalls(user)).contains("dm:alice:" + user);
        }
    }

    /** The bound is on time that has passed, so nothing but time is awaited. */
    private static void awaitBound(long sinceNanos) {
        while (System.nanoTime() - sinceNanos < TimeUnit.MILLISECONDS.toNanos(5)) {
            Thread.onSpinWait();
        }
    }
}
