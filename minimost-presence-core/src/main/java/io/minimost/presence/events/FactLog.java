package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DeletionMark;
import io.minimost.presence.internal.Deletions;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Writes each fact to the log of the file, in the transaction that causes it, and replays the log. */
final class FactLog {
    private final Database database;
    private final Dao<FactSql> facts;
    private final String name;

    FactLog(Database database, Duration retention, int maxFacts) {
        this.database = database;
        facts = database.register(FactSql.class, new FactRow.Mapper());
        name = database.read(facts, FactSql::name);
        database.callbacks().onPublish(this::append);
        database.deletionMarks().setSource(this::mark);
        new FactRetention(database, facts, retention, maxFacts).start();
    }

    FactPosition latest() {
        return position(database.read(facts, FactLog::newest));
    }

    Facts since(FactPosition position, FactFilter filter) {
        if (!position.log().equals(name)) {
            return new Facts.Resync();
        }
        LogPage page = read(position.sequence());
        if (!page.isComplete()) {
            return new Facts.Resync();
        }
        List<LoggedFact> all = page.facts();
        FactPosition next = all.isEmpty() ? position : all.get(all.size() - 1).token();
        return new Facts.Page(all.stream().filter(filter::matches).toList(), next, page.isFull());
    }

    Subscription follow(FactFilter filter, Consumer<? super LoggedFact> handler) {
        return database.readBetweenCommits(facts, sql -> {
            LogTailer tailer = new LogTailer(this, newest(sql), filter, handler);
            Runnable stopOwn = database.listen(LoggedFact.class, tailer::receive, tailer::isNext);
            Runnable stopExternal = database.listen(ExternalChange.class, changed -> tailer.catchUp());
            return () -> {
                stopOwn.run();
                stopExternal.run();
                tailer.close();
            };
        });
    }

    /** The facts after {@code sequence}. */
    LogPage read(long sequence) {
        return database.read(facts, sql -> {
            // Before the facts: otherwise a fact that is committed in between would look pruned.
            long newest = newest(sql);
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

    private DeletionMark mark() {
        long sequence = database.read(facts, FactLog::newest);
        return transaction -> deletionsAfter(transaction.sql(facts), sequence);
    }

    private static Deletions deletionsAfter(FactSql sql, long sequence) {
        if (newest(sql) == sequence) {
            return Deletions.NONE;
        }
        boolean areKnown = sql.oldest().filter(oldest -> oldest <= sequence + 1).isPresent();
        return new FactDeletions(sql.deletionsAfter(sequence), areKnown);
    }

    private void append(Transaction transaction, List<StoreEvent> events) {
        for (StoreEvent event : events) {
            if (event instanceof Fact fact) {
                append(transaction, fact);
            }
        }
    }

    private void append(Transaction transaction, Fact fact) {
        FactSql sql = transaction.sql(facts);
        if (fact instanceof UserDeleted deleted) {
            sql.clearUser(deleted.user());
        }
        double ts = EpochSeconds.of(fact.at());
        FactKind kind = FactKind.of(fact);
        for (FactSubject subject : kind.subjectsOf(fact)) {
            transaction.publish(new FactRow(insert(sql, kind, subject, ts), kind, subject, ts).toLoggedFact(name));
        }
    }

    private static long insert(FactSql sql, FactKind kind, FactSubject subject, double ts) {
        return sql.append(
                        kind.value(),
                        subject.channel().orElse(null),
                        subject.user().orElse(null),
                        subject.key().orElse(null),
                        ts)
                .orElseThrow();
    }

    private static long newest(FactSql sql) {
        return sql.newest().orElse(0L);
    }

    private FactPosition position(long sequence) {
        return new FactPosition(name, sequence);
    }
}
