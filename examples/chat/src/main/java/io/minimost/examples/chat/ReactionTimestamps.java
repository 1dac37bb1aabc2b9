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
 * The store has the reactions; when they changed is noted at the message, for clients that poll. That is a write to another
 * database, so a thread of its own does it: a listener that waits for a disk would hold up the events of everybody.
 */
final class ReactionStamps implements AutoCloseable {
    private static final long STOP_SECONDS = 5;

    private final ChatDatabase database;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "chat-reaction-stamps"));
    private final Subscription subscription;

    ReactionStamps(Events events, ChatDatabase database) {
        this.database = database;
        subscription = events.onFacts(
                FactFilter.everything().only(FactKind.REACTION_ADDED, FactKind.REACTION_REMOVED),
                fact -> thread.execute(() -> stamp(fact)));
    }

    /** Writes what is still to be written. */
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
            database.reacted(fact.channel().get(), Double.parseDouble(fact.key().get()));
        }
    }
}
