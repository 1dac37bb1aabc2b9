package io.minimost.presence;

import io.minimost.presence.testing.StoreFixture;

class ManyChannelsInFileTest extends ManyChannelsContract {
    ManyChannelsInFileTest() {
        super(StoreFixture.inFile());
    }
}
