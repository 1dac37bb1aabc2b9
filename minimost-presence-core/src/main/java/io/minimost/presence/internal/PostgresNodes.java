package io.minimost.presence.internal;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** This node among those that use the database: its signs of life, and what the others have done. Thread-safe. */
final class PostgresNodes {
    /** How long news are kept. The streams of a node that was away for longer end, and their clients resume. */
    private static final Duration NEWS_RETENTION = Duration.ofMinutes(1);

    /**
     * How long a node that is gone is kept, and the number of a node's newest news, so that a node that was away, or is new,
     * knows at once whether it has missed any.
     */
    private static final Duration NODE_RETENTION = Duration.ofDays(1);

    /** A node without a sign of life for this long is gone. */
    private static final Duration GONE = Duration.ofSeconds(15);

    private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final String id = UUID.randomUUID().toString().replace("-", "");
    private final PostgresReaders sessions;
    private final Dao<PostgresNodeSql> nodes;
    private final EventBus events;
    private final Supplier<Instant> now;
    private final Consumer<List<StoreEvent>> publish;
    private final Runnable renameLog;
    private final Predicate<String> hasRenamedLogTo;

    // Guarded by this.
    private final Map<String, Long> known = new HashMap<>();
    private PostgresNodeSql.Log log = new PostgresNodeSql.Log("", 0, true);
    private long lastBeatNanos;

    /**
     * This node, which others know when this returns.
     *
     * @param publish publishes events in the order of the calls
     * @param renameLog gives the log a new name, because the server has lost facts, and publishes that
     * @param hasRenamedLogTo whether it was this node that has given the log its name
     */
    PostgresNodes(
            PostgresReaders sessions,
            Dao<PostgresNodeSql> nodes,
            EventBus events,
            Supplier<Instant> now,
            Consumer<List<StoreEvent>> publish,
            Runnable renameLog,
            Predicate<String> hasRenamedLogTo) {
        this.sessions = sessions;
        this.nodes = nodes;
        this.events = events;
        this.now = now;
        this.publish = publish;
        this.renameLog = renameLog;
        this.hasRenamedLogTo = hasRenamedLogTo;
        beat();
        read(PostgresNodeSql::log).forEach(end -> log = end);
        read(sql -> sql.newest(id)).forEach(newest -> known.put(newest.node(), newest.sequence()));
    }

    String id() {
        return id;
    }

    /** How many other nodes have given a sign of life just now. */
    long others() {
        double since = EpochSeconds.of(now.get().minus(GONE));
        return read(sql -> sql.others(id, since)).orElse(0L);
    }

    /** Publishes what other nodes have done since the last look. */
    synchronized void look() {
        if (System.nanoTime() - lastBeatNanos > BEAT_NANOS) {
            beat();
        }
        List<StoreEvent> changes = new ArrayList<>();
        PostgresNodeSql.Log end = read(PostgresNodeSql::log).get(0);
        if (!end.isWhole()) {
            renameLog.run();
        } else if (!end.name().equals(log.name())) {
            if (!hasRenamedLogTo.test(end.name())) {
                // The server has lost the news, too.
                changes.addAll(events.newsLost());
            }
        } else if (end.sequence() != log.sequence()) {
            changes.add(events.factsElsewhere());
        }
        if (end.isWhole()) {
            log = end;
        }
        try {
            addNews(changes);
        } finally {
            // Also if the rest could not be read: what is known by now is not found again.
            if (!changes.isEmpty()) {
                publish.accept(changes);
            }
        }
    }

    /** Takes this node out of the list. */
    void leave() {
        read(sql -> sql.deleteNode(id));
    }

    private void addNews(List<StoreEvent> changes) {
        List<PostgresNodeSql.Row> rows;
        boolean hasMissed = false;
        do {
            String[] names = known.keySet().toArray(String[]::new);
            Long[] numbers = known.values().toArray(Long[]::new);
            rows = read(sql -> sql.after(names, numbers, id));
            for (PostgresNodeSql.Row row : rows) {
                Long before = known.put(row.node(), row.sequence());
                boolean isNext = row.sequence() == (before == null ? 0 : before) + 1;
                if (!hasMissed && (!isNext || row.isForgotten())) {
                    hasMissed = true;
                    changes.addAll(0, events.newsLost());
                }
                news(row).ifPresent(news -> changes.add(events.received(news)));
            }
        } while (rows.size() == PostgresNodeSql.PAGE);
    }

    /** Empty for a kind that only a later version knows. */
    private static Optional<NodeNews> news(PostgresNodeSql.Row row) {
        for (NodeNews.Kind kind : NodeNews.Kind.values()) {
            if (kind.name().equals(row.kind())) {
                return Optional.of(new NodeNews(
                        kind,
                        Optional.ofNullable(row.channel()),
                        Optional.ofNullable(row.user()),
                        Optional.ofNullable(row.body())));
            }
        }
        return Optional.empty();
    }

    private void beat() {
        Instant time = now.get();
        read(sql -> sql.beat(id, EpochSeconds.of(time)));
        double minuteAgo = EpochSeconds.of(time.minus(NEWS_RETENTION));
        double dayAgo = EpochSeconds.of(time.minus(NODE_RETENTION));
        read(sql -> sql.deleteNews(minuteAgo, dayAgo));
        read(sql -> sql.forgetNews(minuteAgo));
        read(sql -> sql.deleteNodes(dayAgo));
        String[] names = known.keySet().toArray(String[]::new);
        read(sql -> sql.forgotten(names)).forEach(known::remove);
        lastBeatNanos = System.nanoTime();
    }

    private <R> R read(Function<PostgresNodeSql, R> use) {
        return sessions.read(session -> use.apply(session.sql(nodes)));
    }
}
