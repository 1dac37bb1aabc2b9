package io.minimost.presence.events;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the facts of all stores on the file to one listener, in the order of their sequence. It receives the facts of its
 * own store. A gap before such a fact means that other stores wrote facts: it reads those from the log first.
 *
 * <p>Called by the thread that delivers events, one call at a time.
 */
final class LogTailer {
    private static final Logger LOG = LoggerFactory.getLogger(LogTailer.class);

    private final FactLog log;
    private final FactFilter filter;
    private final Consumer<? super LoggedFact> handler;
    private long position;
    private volatile boolean isBehind;
    private volatile boolean closed;

    LogTailer(FactLog log, long position, FactFilter filter, Consumer<? super LoggedFact> handler) {
        this.log = log;
        this.position = position;
        this.filter = filter;
        this.handler = handler;
    }

    /**
     * Whether {@code fact} can be delivered without reading from the log. If not, the call that caused it does not deliver
     * it: it must not deliver the facts of other stores.
     */
    boolean isNext(LoggedFact fact) {
        return fact.sequence() <= position + 1;
    }

    /** Receives a committed fact of its own store. It may have read the fact from the log already. */
    void receive(LoggedFact fact) {
        if (fact.sequence() > position + 1) {
            catchUp();
        }
        if (fact.sequence() > position) {
            deliver(fact);
        }
    }

    /** Delivers the new facts of the log. */
    void catchUp() {
        try {
            readOn();
            isBehind = false;
        } catch (Throwable failure) {
            isBehind = true;
            throw failure;
        }
    }

    /** Whether the last attempt to {@link #catchUp} has failed: nothing else may bring what it has left. */
    boolean isBehind() {
        return isBehind && !closed;
    }

    private void readOn() {
        LogPage page;
        do {
            page = log.read(position);
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
        position = fact.sequence();
        if (closed || !filter.matches(fact)) {
            return;
        }
        try {
            handler.accept(fact);
        } catch (Throwable failure) {
            // One failure must not keep the next fact from the listener.
            LOG.error("A listener failed on {}", fact, failure);
        }
    }
}
