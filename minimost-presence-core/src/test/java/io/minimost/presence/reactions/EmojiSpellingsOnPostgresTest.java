package io.minimost.presence.reactions;

import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Nested;

class EmojiSpellingsOnPostgresTest {
    @Nested
    class OnOneNode extends EmojiSpellingsContract {
        OnOneNode() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends EmojiSpellingsContract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }
}
