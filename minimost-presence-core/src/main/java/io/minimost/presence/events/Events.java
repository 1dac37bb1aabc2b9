package io.minimost.presence.events;

import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.NodeNews;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Subscriptions to the events of a store, and replay of its facts.
 *
 * <p>There are two kinds of events. Of <em>state</em> (who is typing, who is online) only the newest value counts: a client
 * that reconnects reads the current state. A <em>fact</em> ({@link PresenceEvent.Fact}) must not be missed: the transaction
 * that causes it also writes it to a log, which keeps it for a while. All stores on a file, in all processes, share one log
 * with one order.
 *
 * <p>{@link #on} delivers the events of this store, in full. {@link #onFacts} delivers the facts of all stores on the file,
 * in the form of the log; {@link #since} reads them later. To lose no fact when a connection breaks:
 *
 * <pre>{@code
 * Subscription live = events.onFacts(filter, queue::add);         // first, so that no fact is missed
 * Facts missed = events.since(position, filter);                  // page by page, while page.more()
 * // then the queue, without the sequences that a page had
 * }</pre>
 *
 * <p><b>Guaranteed:</b> an event is delivered after its change is committed and visible to every process, in the order of
 * the commits, one at a time, to all listeners of its type. If a program calls the store from one thread, its listeners have
 * received all events of a call before the call returns. If several threads call the store, a call delivers its own events
 * or none. The store's delivery thread delivers the others, so no call waits for the events of other calls
 * ({@link #awaitDelivered} does). Each fact is delivered exactly once, in the order of the sequence. A fact of another store
 * is delivered before the next fact of this store, and within a quarter of a second. An exception of a listener is logged
 * and affects no other listener.
 *
 * <p>A listener may call the store; the events of that call follow the current event. It should not block: other events
 * wait meanwhile, while writes go on. At most 10,000 events wait. Beyond that, the waiting events are replaced by one
 * {@link PresenceEvent.ExternalChange}: the listener must read again. Listeners to facts lose nothing, because they catch up
 * from the log. Closing the store waits at most five seconds for undelivered events.
 *
 * <p><b>Not guaranteed:</b> which thread delivers if several threads call the store, and whether {@link #on} or
 * {@link #onFacts} delivers a change first. Changes by a MiniMost, and state changes of other stores on the file, arrive only
 * as {@link PresenceEvent.ExternalChange}; those of other nodes on a database as
 * {@link PresenceEvent.TypingChangedElsewhere} and the other events that end in {@code Elsewhere}.
 *
 * <p>Thread-safe.
 */
public final class Events {
    private final Database database;
    private final FactLog log;
    private final OpenSubscriptions subscriptions = new OpenSubscriptions();

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Events(Database database, Duration factRetention, int maxFacts) {
        this.database = database;
        database.setChangesElsewhere(new EventsElsewhere());
        log = new FactLog(database, factRetention, maxFacts);
    }

    /**
     * Calls {@code handler} for each event of {@code type} from now on, until the subscription is closed.
     *
     * @param type a kind of event, or {@link PresenceEvent} for all kinds
     */
    public <E extends PresenceEvent> Subscription on(Class<E> type, Consumer<? super E> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return subscriptions.opened(type.getSimpleName(), database.listen(type, handler));
    }

    /**
     * Calls {@code handler} for each fact that passes {@code filter} and is committed from now on, by any store on the file,
     * until the subscription is closed.
     *
     * <p>If facts of other stores were pruned before this store read them, the handler receives one {@link FactKind#LOST} in
     * their place.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException if the database fails
     */
    public Subscription onFacts(FactFilter filter, Consumer<? super LoggedFact> handler) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(handler, "handler");
        return subscriptions.opened("facts", log.follow(filter, handler)::close);
    }

    /**
     * Waits until the listeners have received all events that this store committed or detected before this call. For tests
     * with several threads; a program with one thread does not need it.
     *
     * @return whether they have received them within {@code atMost}
     * @throws IllegalStateException if a listener calls this: it would wait for itself
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitDelivered(Duration atMost) throws InterruptedException {
        Objects.requireNonNull(atMost, "atMost");
        return database.awaitDelivered(atMost);
    }

    /**
     * The subscriptions that are open now, in the order in which they were opened, each with the place in the code that opened
     * it. An {@code EventHub} that was not shut down is among them. For tests, and to find a subscription that nobody closes.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException.Closed if the store was closed, which ends all subscriptions
     */
    public List<OpenSubscription> openSubscriptions() {
        database.requireOpen();
        return subscriptions.all();
    }

    /**
     * Passes all events to {@code feed} under the write lock. For the push of this library, which no listener may delay or
     * overtake; not for hosts.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Subscription feed(CommitFeed feed) {
        Objects.requireNonNull(feed, "feed");
        return subscriptions.opened("push", database.feed(feed));
    }

    /**
     * Whether other nodes can use the same database. For the push of this library; not for hosts.
     *
     * @hidden
     */
    public boolean reachesOtherNodes() {
        return database.reachesOtherNodes();
    }

    /**
     * Makes {@code message} known to the hubs of all other nodes on the database, if it can have any. For the push of this
     * library; not for hosts.
     *
     * @hidden
     */
    public void announce(NodeMessage message) {
        Objects.requireNonNull(message, "message");
        database.announce(
                new NodeNews(NodeNews.Kind.MESSAGE, message.channel(), message.user(), Optional.of(message.body())));
    }

    /**
     * The version of all answers that only facts change, and that have no version of their own: about private channels, calls and
     * screen shares. Empty if it is not known now.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Optional<AnswerVersion> version() {
        return database.versions().of(ChangeScope.NOTHING);
    }

    /**
     * Replays the facts after {@code position} that pass {@code filter}: returns one page of them, or {@link Facts.Resync}.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException if the database fails
     */
    public Facts since(FactPosition position, FactFilter filter) {
        Objects.requireNonNull(position, "position");
        Objects.requireNonNull(filter, "filter");
        return log.since(position, filter);
    }

    /**
     * The position after the newest fact. Every later read from the store includes all facts up to it.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException if the database fails
     */
    public FactPosition latest() {
        return log.latest();
    }
}
