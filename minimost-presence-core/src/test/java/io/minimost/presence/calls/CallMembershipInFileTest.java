package io.minimost.presence.calls;

import io.minimost.presence.testing.StoreFixture;

class CallMembershipInFileTest extends CallMembershipContract {
    CallMembershipInFileTest() {
        super(StoreFixture.inFile());
    }
}
