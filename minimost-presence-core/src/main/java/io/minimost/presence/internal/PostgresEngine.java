package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.values.StoreEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** One connection for writes and several for reads to a database in PostgreSQL, which other nodes may use, too. */
final class PostgresEngine implements Engine {
    private final String store;
    private final EventBus events;
    private final PostgresCommitter committer;
    private final GroupCommitQueue queue;
    private final PostgresReaders readers;
    private final PostgresNodes nodes;
    private final PostgresVisibility visibility;
    private final NewsSender news;
    private final Optional<NotificationListener> listener;
    private final Optional<NewsPoller> poller;
    private final boolean isAutomatic;

    /** For {@link PostgresOpener}. */
    PostgresEngine(
            PostgresSettings settings,
            PostgresConnections connections,
            PostgresReaders readers,
            Dao<PostgresNodeSql> nodeSql,
            StoreClock clock,
            EngineContext context) {
        store = settings.name();
        events = context.events();
        this.readers = readers;
        isAutomatic = settings.background();
        committer = new PostgresCommitter(connections, context, nodeSql, this::announceCommit);
        queue = new GroupCommitQueue(
                store,
                settings.busyTimeout().toNanos(),
                context.activity().counting(new CallersOrder(committer)),
                events::released);
        nodes = new PostgresNodes(
                readers, nodeSql, events, clock::now, this::publish, this::renameLog, committer::hasRenamedLogTo);
        visibility = new PostgresVisibility(
                () -> readers.read(session -> session.sql(nodeSql).visibleTransactions()), context);
        Optional<String> channel =
                Optional.of(connections.locks().notificationChannel()).filter(name -> settings.notifications());
        news = new NewsSender(readers, nodeSql, nodes.id(), clock::now, channel);
        listener = channel.filter(name -> isAutomatic)
                .map(name -> new NotificationListener(connections, name, nodes.id(), nodes::look));
        poller = channel.isEmpty() && isAutomatic ? Optional.of(new NewsPoller(nodes::look)) : Optional.empty();
    }

    /** Starts the threads, unless the caller of the store does without. */
    void start() {
        if (isAutomatic) {
            news.start();
            listener.ifPresent(NotificationListener::start);
            poller.ifPresent(NewsPoller::start);
        }
    }

    @Override
    public <R> R read(Function<SqlSession, R> queries) {
        return readers.read(queries);
    }

    @Override
    public <R> R readBetweenCommits(Function<SqlSession, R> queries) {
        return queue.exclusively(() -> readers.read(queries));
    }

    @Override
    public <R> R write(WriteOperation<R> operation) {
        queue.requireOutsideOfTransaction();
        operation.findKeys();
        R result = queue.submit(operation);
        sendNow();
        return result;
    }

    @Override
    public void submit(WriteOperation<?> operation, Object sequence, Runnable whenDone) {
        operation.findKeys();
        queue.submit(operation, sequence, whenDone);
    }

    @Override
    public boolean readsToQueue(WriteOperation<?> operation) {
        return operation.keys().isLookup();
    }

    @Override
    public void giveWay() {
        queue.giveWay();
    }

    /** No MiniMost uses this database. */
    @Override
    public void raiseChangeCounter() {}

    @Override
    public void publishChangesElsewhere() {
        sendNow();
        nodes.look();
    }

    @Override
    public boolean countChangesElsewhere() {
        return visibility.countChanges();
    }

    @Override
    public void announce(NodeNews one) {
        news.add(List.of(one));
        sendNow();
    }

    @Override
    public boolean reachesOtherNodes() {
        return true;
    }

    @Override
    public long otherNodes() {
        return nodes.others();
    }

    @Override
    public OptionalLong walBytes() {
        return OptionalLong.empty();
    }

    @Override
    public Map<String, Long> backUp(Path target) {
        throw new UnsupportedOperationException(
                store + " is a database in PostgreSQL, which has backups of its own: use pg_dump");
    }

    @Override
    public void requireOutsideOfTransaction() {
        queue.requireOutsideOfTransaction();
    }

    @Override
    public void close() {
        listener.ifPresent(NotificationListener::close);
        poller.ifPresent(NewsPoller::close);
        news.close();
        try {
            news.flush();
            nodes.leave();
        } catch (PresenceStoreException e) {
            // The others notice it themselves after a while.
        }
        queue.exclusively(() -> {
            committer.close();
            return true;
        });
        queue.close();
        readers.close();
    }

    /** Called with the write lock. */
    private void announceCommit(List<StoreEvent> committed) {
        news.add(
                committed.stream().map(events::newsOf).flatMap(Optional::stream).toList());
    }

    /** Without threads, the caller of the store sends. */
    private void sendNow() {
        if (!isAutomatic) {
            news.flush();
        }
    }

    private void publish(List<StoreEvent> changes) {
        queue.exclusively(() -> {
            // Not on this thread, which keeps others from looking: a listener may wait for one of them.
            events.add(changes, false);
            return true;
        });
    }

    private void renameLog() {
        queue.exclusively(() -> {
            committer.renameLog();
            return true;
        });
    }
}
