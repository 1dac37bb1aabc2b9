package io.minimost.presence.channels;

import io.minimost.presence.testing.StoreFixture;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store with private channels. */
abstract class PrivateChannelsFixture {
    static final Instant START = StoreFixture.START;

    @RegisterExtension
    final StoreFixture fixture;

    PrivateChannelsFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    PrivateChannels channels() {
        return fixture.store().channels();
    }

    PrivateChannel create(String creator, String... others) {
        return channels().create("Team", creator, List.of(others));
    }
}
