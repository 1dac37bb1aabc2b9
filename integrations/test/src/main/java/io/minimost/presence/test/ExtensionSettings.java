package io.minimost.presence.test;

import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.push.EventHubBuilder;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** What each test begins with. */
record ExtensionSettings(
        Supplier<StorePlace> place,
        Instant start,
        UnaryOperator<PresenceStoreBuilder> store,
        UnaryOperator<EventHubBuilder> hub,
        boolean checksLeaks) {
    static ExtensionSettings in(Supplier<StorePlace> place) {
        return new ExtensionSettings(
                place, PresenceStoreExtension.DEFAULT_START, settings -> settings, settings -> settings, true);
    }

    ExtensionSettings startingAt(Instant time) {
        return new ExtensionSettings(place, time, store, hub, checksLeaks);
    }

    ExtensionSettings withStore(UnaryOperator<PresenceStoreBuilder> more) {
        return new ExtensionSettings(place, start, builder -> more.apply(store.apply(builder)), hub, checksLeaks);
    }

    ExtensionSettings withHub(UnaryOperator<EventHubBuilder> more) {
        return new ExtensionSettings(place, start, store, builder -> more.apply(hub.apply(builder)), checksLeaks);
    }

    ExtensionSettings withoutLeakCheck() {
        return new ExtensionSettings(place, start, store, hub, false);
    }
}
