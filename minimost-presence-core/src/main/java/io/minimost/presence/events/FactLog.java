package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.Fact;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Keeps the facts of the file, each in the transaction that brought it about, and hands them out. */
final class FactLog {
    private final Database database;
    private final Dao<FactSql> facts;
    private final String name;

    FactLog(Database database, Duration retention, int maxFacts) {
        this.database = database;
        facts = database.register(FactSql.class, new FactRow.Mapper());
        name = database.read(facts, FactSql::name);
        database.hooks().onAnnounced(this::append);
        new FactRetention(database, facts, retention, maxFacts).start();
    }

    FactPosition latest() {
        return token(database.read(facts, FactLog::newest));
    }

    Facts since(FactPosition token, FactFilter filter) {
        if (!token.log().equals(name)) {
            return new Facts.Resync();
        }
        LogPage page = read(token.sequence());
        if (!page.isComplete()) {
            return new Facts.Resync();
        }
        List<LoggedFact> all = page.facts();
        FactPosition next = all.isEmpty() ? token : all.get(all.size() - 1).token();
        return new Facts.Page(all.stream().filter(filter::matches).toList(), next, page.isFull());
    }

    Subscription follow(FactFilter filter, Consumer<? super LoggedFact> handler) {
        return database.readBetweenCommits(facts, sql -> {
            LogTailer follower = new LogTailer(this, newest(sql), filter, handler);
            Runnable ownEnd = database.listen(LoggedFact.class, follower::arrive, follower::isNext);
            Runnable elsewhereEnd = database.listen(ExternalChange.class, changed -> follower.catchUp());
            return () -> {
                ownEnd.run();
                elsewhereEnd.run();
                follower.close();
            };
        });
    }

    /** The facts behind the one with the number {@code sequence}. */
    LogPage read(long sequence) {
        return database.read(facts, sql -> {
            // First, or a fact that is committed meanwhile would look as if it had been pruned.
            long newest = newest(sql);
            if (newest == sequence) {
                return new LogPage(sequence, newest, List.of());
            }
            List<LoggedFact> page = sql.after(sequence, LogPage.SIZE).stream()
                    .map(row -> row.in(name))
                    .toList();
            return new LogPage(sequence, newest, page);
        });
    }

    /** What stands for everything up to {@code sequence} that can no longer be read. */
    LoggedFact lost(long sequence) {
        return new FactRow(sequence, FactEntry.of(FactKind.LOST), EpochSeconds.of(database.now())).in(name);
    }

    private void append(Transaction transaction, Object event) {
        if (!(event instanceof Fact fact)) {
            return;
        }
        FactSql sql = transaction.sql(facts);
        if (fact instanceof UserDeleted forgotten) {
            sql.blank(forgotten.user());
        }
        double ts = EpochSeconds.of(fact.at());
        for (FactEntry entry : FactEncoder.of(fact)) {
            transaction.publish(new FactRow(insert(sql, entry, ts), entry, ts).in(name));
        }
    }

    private static long insert(FactSql sql, FactEntry entry, double ts) {
        return sql.append(
                        entry.kind().value(),
                        entry.channel().orElse(null),
                        entry.user().orElse(null),
                        entry.key().orElse(null),
                        ts)
                .orElseThrow();
    }

    private static long newest(FactSql sql) {
        return sql.newest().orElse(0L);
    }

    private FactPosition token(long sequence) {
        return new FactPosition(name, sequence);
    }
}
