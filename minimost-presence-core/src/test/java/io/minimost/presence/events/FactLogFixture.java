package io.minimost.presence.events;

import io.minimost.presence.testing.StoreFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A store whose database no other store uses, and the facts that its listener has received. */
abstract class FactLogFixture {
    @RegisterExtension
    final StoreFixture fixture;

    final List<LoggedFact> received = new ArrayList<>();

    FactLogFixture(StoreFixture fixture) {
        this.fixture = fixture;
    }

    final Events events() {
        return fixture.store().events();
    }

    final void markRead(String user, int second) {
        fixture.store().receipts().markRead("general", user, List.of(StoreFixture.START.plusSeconds(second)));
    }
}
