package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallMembershipInMemoryTest extends CallMembershipContract {
    CallMembershipInMemoryTest() {
        super(StoreFixture.inMemory());
    }
}
