package io.minimost.presence.reactions;

import static io.minimost.presence.reactions.ToggleResult.ADDED;
import static io.minimost.presence.reactions.ToggleResult.LIMIT_REACHED;
import static io.minimost.presence.reactions.ToggleResult.REMOVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract, and changes to the table by other programs. */
class ReactionsInFileTest extends ReactionsContract {
    private static final double SECOND = START.getEpochSecond();

    ReactionsInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void add_writesTheRowThatMiniMostWrites() {
        reactions().add(NEXT, "rocket", "bob");

        assertThat(fixture.plain().dump("message_reactions", "channel, msg_ts - 1.8e9, typeof(msg_ts), emoji, reactor"))
                .isEqualTo("[[general, 0.25, real, rocket, bob]]");
    }

    @Test
    void rowsOfOthers_areSeenAndToggled() {
        insert("general", SECOND, "rocket", "alice");

        assertThat(reactions().reactionsTo(MESSAGE)).containsExactly(new Reaction("rocket", List.of("alice")));
        assertThat(reactions().toggle(MESSAGE, "rocket", "alice")).isEqualTo(REMOVED);
        assertThat(reactions().toggle(MESSAGE, "rocket", "alice")).isEqualTo(ADDED);
    }

    @Test
    void rowsBeyondALimit_stayAndCanBeRemoved() {
        fixture.reopen(builder -> builder.reactionLimits(new ReactionLimits(2, 1)));
        for (String emoji : List.of("a", "b", "c")) {
            insert("general", SECOND, emoji, "alice");
        }

        assertThat(reactions().reactionsTo(MESSAGE)).hasSize(3);
        assertThat(reactions().toggle(MESSAGE, "d", "bob")).isEqualTo(LIMIT_REACHED);
        assertThat(reactions().toggle(MESSAGE, "c", "alice")).isEqualTo(REMOVED);
        assertThat(reactions().toggle(MESSAGE, "c", "alice")).isEqualTo(LIMIT_REACHED);
        assertThat(reactions().reactionsTo(MESSAGE)).hasSize(2);
    }

    @Test
    void rowsThatNoMiniMostWrites_breakNothing() {
        reactions().add(MESSAGE, "rocket", "bob");
        insert("general", Double.POSITIVE_INFINITY, "rocket", "bob");
        fixture.plain().sql("INSERT INTO message_reactions VALUES ('general', 'yesterday', 'rocket', 'bob')");
        insert("dm:bob:alice", SECOND, "rocket", "bob");
        insert("private:01", SECOND, "rocket", "bob");
        insert("general", SECOND, "", "");
        insert("general", SECOND, "line\nbreak", "no:name");

        assertThat(reactions().reactionsTo(MESSAGE))
                .containsExactly(
                        new Reaction("", List.of("")),
                        new Reaction("line\nbreak", List.of("no:name")),
                        new Reaction("rocket", List.of("bob")));
        fixture.store().deleteMessage(MESSAGE);
        assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();
        assertThat(fixture.plain().number("SELECT count(*) FROM message_reactions"))
                .isEqualTo(4);
    }

    @Test
    void toggle_throughTwoStoresAtOnce_alternates() throws Exception {
        fixture.reopen(builder -> builder.busyTimeout(Duration.ofMinutes(1)));
        reactions().add(MESSAGE, "rocket", "bob");
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .busyTimeout(Duration.ofMinutes(1))
                .open()) {
            List<ToggleResult> outcomes = Race.run(
                    15,
                    () -> reactions().toggle(MESSAGE, "rocket", "bob"),
                    () -> other.reactions().toggle(MESSAGE, "rocket", "bob"));

            int half = Race.THREADS * 15 / 2;
            assertThat(Collections.frequency(outcomes, ADDED)).isEqualTo(half);
            assertThat(Collections.frequency(outcomes, REMOVED)).isEqualTo(half);
            assertThat(other.reactions().reactionsTo(MESSAGE))
                    .isEqualTo(reactions().reactionsTo(MESSAGE))
                    .containsExactly(new Reaction("rocket", List.of("bob")));
        }
    }

    private void insert(String channel, double message, String emoji, String reactor) {
        fixture.plain()
                .sql(
                        "INSERT INTO message_reactions (channel, msg_ts, emoji, reactor) VALUES (?, ?, ?, ?)",
                        channel,
                        message,
                        emoji,
                        reactor);
    }
}
