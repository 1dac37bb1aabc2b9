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
