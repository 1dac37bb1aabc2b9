package io.minimost.presence.events;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the facts of all stores on the file to one listener, in their order. Those of its own store are handed to it; if
 * their number leaves a gap, other stores have written the facts between, and they are read from the log first.
 *
 * <p>Called by whoever delivers events, one at a time.
 */
final class LogTailer {
    private static final Logger LOG = LoggerFactory.getLogger(LogTailer.class);

    private final FactLog log;
    private final FactFilter filter;
    private final Consumer<? super LoggedFact> handler;
    private long known;
    private volatile boolean closed;

    LogTailer(FactLog log, long known, FactFilter filter, Consumer<? super LoggedFact> handler) {
        this.log = log;
        this.known = known;
        this.filter = filter;
        this.handler = handler;
    }

    /**
     * Whether {@code fact} can be delivered without reading others from the log first, which are not for the call that
     * brought it about to deliver.
     */
    boolean isNext(LoggedFact fact) {
        return fact.sequence() <= known + 1;
    }

    /** Takes a fact of the own store, which is committed, so that the log may have told of it already. */
    void arrive(LoggedFact fact) {
        if (fact.sequence() > known + 1) {
            catchUp();
        }
        if (fact.sequence() > known) {
            deliver(fact);
        }
    }

    /** Reads what is new in the log. */
    void catchUp() {
        LogPage page;
        do {
            page = log.read(known);
            if (!page.isComplete()) {
                skip(page);
            }
            page.facts().forEach(this::deliver);
        } while (page.isFull());
    }

    void close() {
        closed = true;
    }

    private void skip(LogPage page) {
        long last = page.facts().isEmpty() ? page.newest() : page.facts().get(0).sequence() - 1;
        deliver(log.lost(last));
    }

    private void deliver(LoggedFact fact) {
        known = fact.sequence();
        if (closed || !filter.matches(fact)) {
            return;
        }
        try {
            handler.accept(fact);
        } catch (Throwable failure) {
            // As for any event: the next one is due all the same.
            LOG.error("A listener failed on {}", fact, failure);
        }
    }
}
