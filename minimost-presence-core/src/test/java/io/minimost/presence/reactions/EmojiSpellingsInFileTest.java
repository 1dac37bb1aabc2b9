package io.minimost.presence.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmojiSpellingsInFileTest extends EmojiSpellingsContract {
    EmojiSpellingsInFileTest() {
        super(StoreFixture.inFile());
    }

    /** As older versions of this library, and MiniMost, store them. */
    @Test
    void spellingsThatWereStoredApart_areReadAsOne_andRemovedTogether() {
        insert("bob", PICTURE);
        insert("alice", HEART);
        insert("alice", PICTURE);
        insert("alice", "tada");

        assertThat(reactions().reactionsTo(MESSAGE))
                .containsExactly(
                        new Reaction("tada", List.of("alice")), new Reaction(PICTURE, List.of("alice", "bob")));
        assertThat(reactions().add(MESSAGE, TEXT, "alice")).isEqualTo(ToggleResult.UNCHANGED);
        assertThat(reactions().toggle(MESSAGE, TEXT, "alice")).isEqualTo(ToggleResult.REMOVED);
        assertThat(reactions().reactionsTo(MESSAGE))
                .containsExactly(new Reaction("tada", List.of("alice")), new Reaction(PICTURE, List.of("bob")));
    }

    @Test
    void spellingsThatWereStoredApart_countOnceAgainstTheLimits() {
        fixture.reopen(builder -> builder.reactionLimits(new ReactionLimits(4, 3)));
        for (String spelling : List.of(HEART, PICTURE, TEXT)) {
            insert("alice", spelling);
            insert("bob", spelling);
        }
        insert("alice", "1");
        insert("alice", "1\ufe0f");

        assertThat(reactions().add(MESSAGE, "tada", "alice"))
                .as("a heart and two names")
                .isEqualTo(ToggleResult.LIMIT_REACHED);
        assertThat(reactions().add(MESSAGE, "1", "bob")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().add(MESSAGE, "\ud83d\udc4d\ufe0f", "bob")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().add(MESSAGE, "\ud83d\udc4d", "carol")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().add(MESSAGE, HEART, "carol")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().add(MESSAGE, "rocket", "carol"))
                .as("a fifth one")
                .isEqualTo(ToggleResult.LIMIT_REACHED);
        assertThat(reactions().reactionsTo(MESSAGE)).hasSize(4);
    }

    private void insert(String reactor, String emoji) {
        fixture.plain()
                .sql(
                        "INSERT INTO message_reactions (channel, msg_ts, emoji, reactor) VALUES (?, ?, ?, ?)",
                        MESSAGE.channel(),
                        MESSAGE.seconds(),
                        emoji,
                        reactor);
    }
}
