package io.minimost.presence.test;

import io.minimost.presence.OpenStore;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What one test has: the store, and what belongs to it. */
final class StoreOfTest implements AutoCloseable {
    private final ExtensionSettings settings;
    private final List<OpenStore> openBefore = OpenStore.all();
    private final StorePlace place;
    private final SteppedClock clock;
    private final RecordedEvents events = new RecordedEvents();
    private final List<PresenceStore> stores = new ArrayList<>();
    private final List<RecordingConnection> connections = new ArrayList<>();
    private PresenceStore store;
    private @Nullable EventHub hub;
    private boolean isFinished;

    StoreOfTest(ExtensionSettings settings) throws IOException, SQLException {
        this.settings = settings;
        place = settings.place().get();
        clock = new SteppedClock(settings.start());
        try {
            store = openRecorded(builder -> builder);
        } catch (RuntimeException | Error failure) {
            place.delete();
            throw failure;
        }
    }

    PresenceStore store() {
        return store;
    }

    SteppedClock clock() {
        return clock;
    }

    RecordedEvents events() {
        return events;
    }

    StorePlace place() {
        return place;
    }

    synchronized EventHub hub() {
        EventHub known = hub;
        if (known == null) {
            ChannelAccess standard = ChannelAccess.standard(store, List.of());
            known = settings.hub()
                    .apply(EventHub.builder(store)
                            .nanoTime(clock::nanoTime)
                            .channelAccess((user, channel) ->
                                    channel instanceof ChannelId.Public || standard.mayUse(user, channel)))
                    .build();
            hub = known;
        }
        return known;
    }

    synchronized RecordingConnection connect(ConnectRequest request) {
        RecordingConnection connection = RecordingConnection.open(hub(), request);
        connections.add(connection);
        return connection;
    }

    synchronized PresenceStore reopen(UnaryOperator<PresenceStoreBuilder> more) {
        closeHub();
        store.close();
        store = openRecorded(more);
        return store;
    }

    synchronized PresenceStore openAnother(UnaryOperator<PresenceStoreBuilder> more) {
        PresenceStore another = more.apply(
                        settings.store().apply(place.builder().clock(clock).manualSweeps()))
                .open();
        stores.add(another);
        clock.sweeps(another);
        return another;
    }

    /**
     * Closes everything.
     *
     * @param isOfTest which of the stores that others have opened count
     * @return what was still open
     */
    synchronized List<Leak> finish(Predicate<OpenStore> isOfTest) throws IOException, SQLException {
        if (isFinished) {
            return List.of();
        }
        isFinished = true;
        connections.forEach(RecordingConnection::close);
        List<Leak> leaks = new ArrayList<>(connectionLeaks());
        closeHub();
        events.close();
        stores.forEach(one -> leaks.addAll(subscriptionLeaks(one)));
        stores.forEach(PresenceStore::close);
        OpenStore.all().stream()
                .filter(open -> !openBefore.contains(open) && isOfTest.test(open))
                .map(open -> new Leak("a store (" + open.place() + ")", open.opened()))
                .forEach(leaks::add);
        leaks.addAll(place.leaks());
        try {
            place.delete();
        } catch (IOException | SQLException e) {
            if (leaks.isEmpty()) {
                throw e;
            }
            leaks.add(new Leak("what cannot be deleted", e));
        }
        return leaks;
    }

    @Override
    public void close() throws IOException, SQLException {
        finish(open -> false);
    }

    private PresenceStore openRecorded(UnaryOperator<PresenceStoreBuilder> more) {
        PresenceStore opened = openAnother(more);
        events.record(opened);
        return opened;
    }

    private void closeHub() {
        EventHub known = hub;
        if (known != null) {
            known.close();
            hub = null;
        }
    }

    private List<Leak> connectionLeaks() {
        EventHub known = hub;
        if (known == null || known.openConnections() == 0) {
            return List.of();
        }
        List<Leak> leaks = new ArrayList<>(RecordingConnection.openTo(known).stream()
                .map(open -> new Leak("a connection of " + open.user() + " to the hub", open.opened()))
                .toList());
        int others = known.openConnections() - leaks.size();
        if (others > 0) {
            leaks.add(new Leak(
                    "connections to the hub by other transports (" + others + "), of users among " + known.users(),
                    new Throwable("the hub does not know who connected")));
        }
        return leaks;
    }

    private static List<Leak> subscriptionLeaks(PresenceStore store) {
        try {
            return store.events().openSubscriptions().stream()
                    .map(open -> new Leak(
                            open.receives().equals("push")
                                    ? "an EventHub, which was not shut down"
                                    : "a subscription to " + open.receives(),
                            open.opened()))
                    .toList();
        } catch (PresenceStoreException.Closed e) {
            return List.of();
        }
    }
}
