package io.minimost.presence.test;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EndReason;
import io.minimost.presence.push.EventConnection;
import io.minimost.presence.push.EventHub;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import org.assertj.core.api.AssertProvider;
import org.assertj.core.api.ListAssert;

/**
 * A client of an {@link EventHub} that records what reaches it, without a transport in between.
 *
 * <pre>{@code
 * RecordingConnection bob = presence.connect("bob", "general");
 * store.typing().start("alice", "general");
 * bob.await("typing", "[\"alice\"]");
 * }</pre>
 *
 * <p>It records the events, from those that a connection begins with. What only controls the connection (positions, when to connect
 * again) it takes in, but does not record. No method takes or returns null. Thread-safe.
 */
public final class RecordingConnection implements AssertProvider<ListAssert<ReceivedEvent>>, AutoCloseable {
    private static final String MARK = "recording_connection_mark";
    private static final Set<RecordingConnection> OPEN =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final EventHub hub;
    private final ConnectRequest request;
    private final Recording<ReceivedEvent> recording = new Recording<>();
    private final RecordingSink sink = new RecordingSink(recording);
    private final Throwable opened = new Throwable("connected");
    private final EventConnection connection;
    private volatile Duration patience = RecordedEvents.DEFAULT_PATIENCE;

    private RecordingConnection(EventHub hub, ConnectRequest request) {
        this.hub = hub;
        this.request = request;
        connection = hub.connect(request, sink);
        OPEN.add(this);
    }

    /** Those that are open. */
    static List<RecordingConnection> openTo(EventHub hub) {
        synchronized (OPEN) {
            return OPEN.stream()
                    .filter(one -> one.hub == hub && one.ended().isEmpty())
                    .toList();
        }
    }

    /** Where it was opened. */
    Throwable opened() {
        return opened;
    }

    /**
     * Connects to {@code hub}. Close it; a {@link PresenceStoreExtension} closes the connections that it opens.
     *
     * @throws io.minimost.presence.push.ConnectionRefusedException if the hub has too many connections, was shut down, or an
     *     interface of the host fails
     */
    public static RecordingConnection open(EventHub hub, ConnectRequest request) {
        return new RecordingConnection(Objects.requireNonNull(hub, "hub"), Objects.requireNonNull(request, "request"));
    }

    /** Connects again, as a client does that was away: it receives what it has missed. Closes this connection. */
    public RecordingConnection reconnect() {
        close();
        return open(hub, lastId().map(request::resumeAfter).orElse(request)).withPatience(patience);
    }

    /** Sets how long the methods called {@code await} wait. Default: ten seconds. Returns this. */
    public RecordingConnection withPatience(Duration atMost) {
        patience = Objects.requireNonNull(atMost, "patience");
        return this;
    }

    /** The user who is connected. */
    public String user() {
        return connection.user();
    }

    /** All events that were received since the start, or since they were last cleared. */
    public List<ReceivedEvent> received() {
        return recording.all().stream().filter(event -> !isMark(event)).toList();
    }

    /** The data of the events with this name, in the order in which they were received. */
    public List<String> data(String name) {
        Objects.requireNonNull(name, "name");
        return received().stream()
                .filter(event -> event.name().equals(name))
                .map(ReceivedEvent::data)
                .toList();
    }

    /**
     * The first event with this name; waits for it if there is none.
     *
     * @throws AssertionError if there is none in time, or the connection ends before; its message lists what was received
     */
    public ReceivedEvent await(String name) {
        return await(name, data -> true, "");
    }

    /** The same for the first event with this name and exactly this data. */
    public ReceivedEvent await(String name, String data) {
        Objects.requireNonNull(data, "data");
        return await(name, data::equals, " with " + data);
    }

    /** The same for the first event with this name whose data passes {@code condition}. */
    public ReceivedEvent await(String name, Predicate<String> condition) {
        Objects.requireNonNull(condition, "condition");
        return await(name, condition, " that passes");
    }

    /**
     * Waits until everything was received that has happened until now, for assertions on what is <em>not</em> sent. Only values that
     * the hub holds back for a moment, such as who is online, may follow. Publishes an event {@code recording_connection_mark} to
     * all connections of the user.
     *
     * @throws AssertionError if it does not come in time, for instance because the connection is paused
     */
    public void settle() {
        // Among the events of one moment, those of the host come first: the second one follows all others until now.
        for (int i = 0; i < 2; i++) {
            String mark = "\"" + UUID.randomUUID() + "\"";
            hub.publishTo(user(), HostEvent.of(MARK, mark));
            await(MARK, mark);
        }
    }

    /** Reads no more: what is sent waits in the hub, as for a client whose network is stuck. */
    public void pause() {
        sink.pause();
    }

    /** Reads on after {@link #pause}. */
    public void resume() {
        sink.resume();
    }

    /** The id that a client would resume from; empty before the first one was received. */
    public Optional<String> lastId() {
        return sink.lastId();
    }

    /** Why the connection has ended; empty while it is open. */
    public Optional<EndReason> ended() {
        return sink.ended();
    }

    /**
     * Waits until the connection has ended, and returns why.
     *
     * @throws AssertionError if it does not end in time
     */
    public EndReason awaitEnd() {
        return recording
                .await(patience, all -> sink.ended())
                .orElseThrow(() -> new AssertionError("the connection of " + user() + " is still open after "
                        + Recording.seconds(patience) + "; received: " + received()));
    }

    /** Forgets what was received. */
    public void clear() {
        recording.take();
    }

    /** What AssertJ calls for {@code assertThat(connection)}: assertions on {@link #received}. */
    @Override
    public ListAssert<ReceivedEvent> assertThat() {
        return new ListAssert<>(received());
    }

    /** Ends the connection, as a client does that leaves. Closing twice is harmless. */
    @Override
    public void close() {
        connection.close();
        OPEN.remove(this);
    }

    private ReceivedEvent await(String name, Predicate<String> condition, String what) {
        Objects.requireNonNull(name, "name");
        return recording
                .await(patience, all -> {
                    Optional<Object> found = all.stream()
                            .filter(event -> event.name().equals(name) && condition.test(event.data()))
                            .<Object>map(event -> event)
                            .findFirst();
                    return found.or(sink::ended);
                })
                .filter(ReceivedEvent.class::isInstance)
                .map(ReceivedEvent.class::cast)
                .orElseThrow(() -> new AssertionError(user() + " received no " + name + what
                        + sink.ended()
                                .map(reason -> " before the end (" + reason + ")")
                                .orElse(" within " + Recording.seconds(patience))
                        + "; received: " + received()));
    }

    private static boolean isMark(ReceivedEvent event) {
        return event.name().equals(MARK);
    }

    @Override
    public String toString() {
        return "connection of " + user() + ", which has received " + received();
    }
}
