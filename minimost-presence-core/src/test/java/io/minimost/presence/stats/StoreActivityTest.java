package io.minimost.presence.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoreActivityTest {
    /** As a host does in its own tests. */
    @Test
    void figures_ofNoCalls_canBeFormed() {
        try (PresenceStore store = PresenceStore.inMemory()) {
            StoreActivity now = store.activity();

            StoreActivity none =
                    new StoreActivity(Map.of(), now.batches(), 0, 0, now.asynchronous(), now.listeners(), now.sweeps());

            assertThat(none.calls()).isEmpty();
        }
    }
}
