package io.minimost.presence.reactions;

import io.minimost.presence.testing.StoreFixture;

class EmojiSpellingsInMemoryTest extends EmojiSpellingsContract {
    EmojiSpellingsInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
