package io.minimost.presence.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Random;

class CallsModelInMemoryTest extends CallsModelContract {
    CallsModelInMemoryTest() {
        super(StoreFixture.inMemory());
    }

    @Override
    PresenceStore anyStore(Random random) {
        return fixture.store();
    }

    @Override
    void assertNoOrphans() {
        for (String user : List.of("Zoe", "alice", "bob", "carol", "dave")) {
            assertThat(fixture.store().calls().incoming(user)).isEmpty();
        }
    }
}
