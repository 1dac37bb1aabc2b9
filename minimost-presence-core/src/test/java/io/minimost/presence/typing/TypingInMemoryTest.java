package io.minimost.presence.typing;

import io.minimost.presence.testing.StoreFixture;

class TypingInMemoryTest extends TypingContract {
    TypingInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
