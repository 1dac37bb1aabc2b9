package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.internal.CommitFeed;
import io.minimost.presence.internal.Database;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What happens in a store.
 *
 * <p>There are two kinds of news. Of <em>state</em> (who types, who is online) only the newest value counts; whoever was
 * away reads it. A <em>fact</em> ({@link PresenceEvent.Fact}) may not be missed: it is also kept in a log, for a while, in
 * the transaction that brought it about. All stores on a file, in whatever process, share one log with one order.
 *
 * <p>{@link #on} delivers what this store does itself, in full. {@link #onFacts} delivers the facts of all stores on the
 * file, as the log has them; {@link #since} reads them later. To lose nothing over a broken connection:
 *
 * <pre>{@code
 * Subscription live = events.onFacts(filter, queue::add);         // first, so that no fact falls between
 * Facts missed = events.since(token, filter);                     // page by page, until there is no more
 * // then from the queue, without those whose sequence was in a page
 * }</pre>
 *
 * <p><b>Promised to listeners:</b> an event is delivered after its change is committed and visible to every process, in the
 * order of the commits, one at a time, to all listeners of its type. A program that calls the store from one thread has
 * seen every event of a call before the call returns. Where several threads call it, a call delivers its own events or none:
 * the rest comes from the store's delivery thread, so no call waits for the events of others ({@link #awaitDelivered} does).
 * Facts come exactly once and in the order of their sequence; those of other stores before the next own one, and within a
 * quarter of a second. A listener that throws is logged and disturbs nobody.
 *
 * <p>A listener may call the store; the events of such a call follow after the current one. It should not block: other
 * events wait meanwhile, while writes go on. At most 10,000 wait. If more come, those that wait are dropped for one
 * {@link PresenceEvent.ExternalChange}, which says to read again; listeners to facts lose nothing, they read on from the
 * log. Closing the store waits at most five seconds for events that are still to be delivered.
 *
 * <p><b>Not promised:</b> which thread delivers if several call the store, and whether {@link #on} or {@link #onFacts} tells
 * of a change first. What a MiniMost does, and the state of other stores, arrives only as
 * {@link PresenceEvent.ExternalChange}.
 *
 * <p>Thread-safe.
 */
public final class Events {
    private final Database database;
    private final FactLog log;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Events(Database database, Duration factRetention, int maxFacts) {
        this.database = database;
        database.readAgainWith(ExternalChange::new);
        log = new FactLog(database, factRetention, maxFacts);
    }

    /**
     * Calls {@code handler} for each event of {@code type} from now on, until the subscription is closed.
     *
     * @param type a kind of event, or {@link PresenceEvent} for all of them
     */
    public <E extends PresenceEvent> Subscription on(Class<E> type, Consumer<? super E> handler) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(handler, "handler");
        return database.listen(type, handler)::run;
    }

    /**
     * Calls {@code handler} for each fact that passes {@code filter} and is committed from now on, by whichever store on the
     * file, until the subscription is closed.
     *
     * <p>If facts of other stores went out of the log before this store came to read them, they are made known as one
     * {@link FactKind#LOST}.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException if the database fails
     */
    public Subscription onFacts(FactFilter filter, Consumer<? super LoggedFact> handler) {
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(handler, "handler");
        return log.follow(filter, handler);
    }

    /**
     * Waits until the listeners have received the events of everything that this store committed, or noticed, before this
     * call. For tests with several threads; a program with one thread has no need of it.
     *
     * @return whether they have, within {@code atMost}
     * @throws IllegalStateException if a listener calls this: it would wait for itself
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public boolean awaitDelivered(Duration atMost) throws InterruptedException {
        Objects.requireNonNull(atMost, "atMost");
        return database.awaitDelivered(atMost);
    }

    /**
     * Hands all events to {@code feed} under the writer's lock. For the push of this library, which no listener may delay or
     * overtake; not for hosts.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Subscription feed(CommitFeed feed) {
        Objects.requireNonNull(feed, "feed");
        return database.feed(feed)::run;
    }

    /**
     * The facts behind {@code token} that pass {@code filter}: a page of them, or {@link Facts.Resync}.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException if the database fails
     */
    public Facts since(FactPosition token, FactFilter filter) {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(filter, "filter");
        return log.since(token, filter);
    }

    /**
     * The place behind the newest fact. Whatever is read from the store after this call holds all facts up to there.
     *
     * @throws io.minimost.presence.errors.PresenceStoreException if the database fails
     */
    public FactPosition latest() {
        return log.latest();
    }
}
