package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Writes each fact to the log of the file, in the transaction that causes it, and replays the log. */
final class FactLog {
    private final Database database;
    private final Dao<FactSql> facts;
    private final List<LogTailer> tailers = new CopyOnWriteArrayList<>();

    /** Changes only if the server has lost facts. */
    private volatile String name;

    FactLog(Database database, Duration retention, int maxFacts) {
        this.database = database;
        facts = database.register(FactSql.class, PostgresFactSql.class, new FactRow.Mapper());
        name = database.read(facts, LogHead::of).name();
        database.callbacks().onLog(this::append);
        database.deletionMarks().setSource(new FactMarks(database, facts, () -> latest().sequence())::now);
        database.callbacks().onSweep(this::catchUpAgain);
        new FactRetention(database, facts, retention, maxFacts).start();
    }

    FactPosition latest() {
        LogHead head = database.read(facts, this::head);
        return new FactPosition(head.name(), head.sequence());
    }

    Facts since(FactPosition position, FactFilter filter) {
        LogPage page = read(position.sequence());
        if (!position.log().equals(name)) {
            return new Facts.Resync();
        }
        if (!page.isComplete()) {
            return new Facts.Resync();
        }
        List<LoggedFact> all = page.facts();
        FactPosition next = all.isEmpty() ? position : all.get(all.size() - 1).position();
        return new Facts.Page(all.stream().filter(filter::matches).toList(), next, page.isFull());
    }

    Subscription follow(FactFilter filter, Consumer<? super LoggedFact> handler) {
        return database.readBetweenCommits(facts, sql -> {
            LogTailer tailer = new LogTailer(this, head(sql).sequence(), filter, handler);
            tailers.add(tailer);
            Runnable stopOwn = database.listen(LoggedFact.class, tailer::receive, tailer::isNext);
            Runnable stopElsewhere = database.listen(FactsElsewhere.class, there -> tailer.catchUp());
            Runnable stopExternal = database.listen(ExternalChange.class, changed -> tailer.catchUp());
            return () -> {
                stopOwn.run();
                stopElsewhere.run();
                stopExternal.run();
                tailer.close();
                tailers.remove(tailer);
            };
        });
    }

    /** The database could not be read when there were facts, and perhaps no later fact comes by which they would be found. */
    private void catchUpAgain() {
        if (tailers.stream().anyMatch(LogTailer::isBehind)) {
            database.execute(
                    Durability.EPHEMERAL,
                    Keys.NONE.changing(ChangeScope.NOTHING),
                    transaction -> transaction.publish(new FactsElsewhere(database.now())));
        }
    }

    /** The facts after {@code sequence}. */
    LogPage read(long sequence) {
        return database.read(facts, sql -> {
            // Before the facts: otherwise a fact that is committed in between would look pruned.
            long newest = head(sql).sequence();
            if (newest == sequence) {
                return new LogPage(sequence, newest, List.of());
            }
            List<LoggedFact> page = sql.after(sequence, LogPage.SIZE).stream()
                    .map(row -> row.toLoggedFact(name))
                    .toList();
            return new LogPage(sequence, newest, page);
        });
    }

    /** The fact that is delivered in place of the pruned facts up to {@code sequence}. */
    LoggedFact lost(long sequence) {
        return new FactRow(sequence, FactKind.LOST, FactSubject.NONE, EpochSeconds.of(database.now()))
                .toLoggedFact(name);
    }

    /** In one statement, which PostgreSQL sends together with the COMMIT. */
    private void append(Transaction transaction, List<StoreEvent> events) {
        List<FactRow> rows = new ArrayList<>();
        List<FactRow> stored = new ArrayList<>();
        for (StoreEvent event : events) {
            if (event instanceof UserDeleted deleted) {
                transaction.sql(facts).clearUser(deleted.user());
                stored.replaceAll(row -> row.without(deleted.user()));
            }
            if (event instanceof Fact fact) {
                List<FactRow> own = FactRow.of(fact);
                rows.addAll(own);
                stored.addAll(own);
            }
        }
        if (!rows.isEmpty()) {
            long last = transaction.lastFact().orElseGet(() -> append(transaction.sql(facts), stored));
            for (int i = 0; i < rows.size(); i++) {
                transaction.publish(rows.get(i).at(last - rows.size() + 1 + i).toLoggedFact(name));
            }
        }
    }

    /** Returns the sequence of the last one. */
    private static long append(FactSql sql, List<FactRow> rows) {
        return sql.append(
                        texts(rows, row -> Optional.of(row.kind().value())),
                        texts(rows, row -> row.subject().channel()),
                        texts(rows, row -> row.subject().user()),
                        texts(rows, row -> row.subject().key()),
                        rows.stream().map(FactRow::ts).toArray(Double[]::new))
                .orElseThrow();
    }

    private static String[] texts(List<FactRow> rows, Function<FactRow, Optional<String>> column) {
        return rows.stream().map(row -> column.apply(row).orElse(null)).toArray(String[]::new);
    }

    private LogHead head(FactSql sql) {
        LogHead head = LogHead.of(sql);
        name = head.name();
        return head;
    }
}
