package io.minimost.presence.receipts;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.testing.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Two stores on one file, in turn. */
class ReceiptsModelInFileTest extends ReceiptsModelContract {
    private final List<PresenceEvent> ofOther = new ArrayList<>();
    private PresenceStore other = PresenceStore.inMemory();
    private boolean isTurnOfOther;

    ReceiptsModelInFileTest() {
        super(StoreFixture.inFile());
    }

    @BeforeEach
    void openOther() {
        other.close();
        other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open();
        other.events().on(PresenceEvent.class, ofOther::add);
    }

    @AfterEach
    void closeOther() {
        other.close();
    }

    @Override
    PresenceStore store() {
        isTurnOfOther = !isTurnOfOther;
        return isTurnOfOther ? other : fixture.store();
    }

    @Override
    List<PresenceEvent> takeEvents() {
        StoreFixture.awaitDelivered(other);
        List<PresenceEvent> all = new ArrayList<>(fixture.takeEvents());
        all.addAll(ofOther);
        ofOther.clear();
        return all;
    }
}
