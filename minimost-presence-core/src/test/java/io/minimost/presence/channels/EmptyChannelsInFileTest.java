package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;

class EmptyChannelsInFileTest extends EmptyChannelsContract {
    EmptyChannelsInFileTest() {
        super(StoreFixture.inFile());
    }
}
