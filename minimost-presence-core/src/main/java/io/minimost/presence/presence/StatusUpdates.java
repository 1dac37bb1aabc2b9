package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.CallAccepted;
import io.minimost.presence.events.PresenceEvent.CallLeft;
import io.minimost.presence.internal.CallLookup;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.StoreEvent;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Changes what the sources say about users: together with their sessions, because both decide what others see. */
final class StatusUpdates {
    private final Database database;
    private final SessionTables tables;

    StatusUpdates(Database database, SessionTables tables) {
        this.database = database;
        this.tables = tables;
        database.callbacks().onPublish(this::followCalls);
    }

    /** By the user, who is seen now. */
    void byHand(Transaction transaction, String user, Consumer<StatusMerge> change) {
        SessionMerge merge = new SessionMerge(tables, transaction, user);
        change.accept(merge.status());
        merge.finish(true);
    }

    /** By somebody else: a user who was never seen stays so. */
    void byOthers(Transaction transaction, String user, Consumer<StatusMerge> change) {
        Optional<SessionMerge> known = SessionMerge.ofKnown(tables, transaction, user);
        StatusMerge status = known.map(SessionMerge::status)
                .orElseGet(() -> new StatusMerge(
                        tables, transaction, user, tables.reportTime().get()));
        change.accept(status);
        known.ifPresentOrElse(merge -> merge.finish(false), status::finish);
    }

    /** The user has become invisible, or is no longer: who has a client that runs is seen at that moment, and not after it. */
    void switchVisibility(Transaction transaction, String user) {
        SessionMerge.ofKnown(tables, transaction, user)
                .ifPresentOrElse(
                        merge -> {
                            merge.status().switchVisibility();
                            merge.finish(merge.isOnline());
                        },
                        () -> byOthers(transaction, user, StatusMerge::switchVisibility));
    }

    /** Ends what has ended, takes over what a MiniMost has changed, and looks whether the user is in a call. */
    void refresh(Transaction transaction, String user) {
        boolean isInCall = database.callbacks().calls().isInCall(transaction, user);
        byOthers(transaction, user, status -> status.setInCall(isInCall));
    }

    /** In the transaction in which somebody joins or leaves a call. Users in one order, as everywhere: their rows are locked. */
    private void followCalls(Transaction transaction, List<StoreEvent> events) {
        CallLookup calls = database.callbacks().calls();
        TreeMap<String, Boolean> users = new TreeMap<>();
        for (StoreEvent event : events) {
            if (event instanceof CallLeft left) {
                users.put(left.user(), calls.isInCall(transaction, left.user()));
            } else if (event instanceof CallAccepted accepted) {
                // The first who answers makes it a call, for the caller too.
                calls.usersIn(transaction, accepted.call()).forEach(user -> users.put(user, true));
            }
        }
        users.forEach((user, isInCall) -> byOthers(transaction, user, status -> status.setInCall(isInCall)));
    }
}
