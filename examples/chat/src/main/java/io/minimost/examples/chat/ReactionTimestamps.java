package io.minimost.examples.chat;

import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.events.Subscription;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The store has the reactions; the time of their last change is stored with the message, for clients that poll. That is a write to another
 * database, so it has its own thread: a listener that waits for a disk would delay all events.
 */
final class ReactionTimestamps implements AutoCloseable {
    private static final long STOP_SECONDS = 5;

    private final ChatDatabase database;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "chat-reaction-stamps"));
    private final Subscription subscription;

    ReactionTimestamps(Events events, ChatDatabase database) {
        this.database = database;
        subscription = events.onFacts(
                FactFilter.everything().only(FactKind.REACTION_ADDED, FactKind.REACTION_REMOVED),
                fact -> thread.execute(() -> stamp(fact)));
    }

    /** Waits for the writes that are still queued, at most {@value #STOP_SECONDS} seconds. */
    @Override
    public void close() {
        subscription.close();
        thread.shutdown();
        try {
            var unused = thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stamp(LoggedFact fact) {
        if (fact.channel().isPresent() && fact.key().isPresent()) {
            database.stampReactions(
                    fact.channel().get(), Double.parseDouble(fact.key().get()));
        }
    }
}
