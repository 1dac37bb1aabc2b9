package io.minimost.presence.internal;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A database with the table of {@link PairSql}. */
final class Pairs implements AutoCloseable {
    static final Duration PATIENT = Duration.ofSeconds(5);

    private final Database database;
    private final Dao<PairSql> sql;

    private Pairs(DatabaseSettings settings) {
        database = Database.open(settings);
        sql = database.register(PairSql.class);
        database.write(Durability.EPHEMERAL, transaction -> {
            transaction.sql(sql).createTable();
            return true;
        });
    }

    static Pairs in(Path file, Duration busyTimeout) {
        return new Pairs(settings(Optional.of(file), busyTimeout));
    }

    static Pairs in(Path file) {
        return in(file, PATIENT);
    }

    static Pairs inMemory() {
        return new Pairs(settings(Optional.empty(), PATIENT));
    }

    static DatabaseSettings settings(Optional<Path> file, Duration busyTimeout) {
        return new DatabaseSettings(file, StoreClock.trusted(InstantSource.system()), busyTimeout, 2, true, false);
    }

    Database database() {
        return database;
    }

    /** Both halves of {@code id}, durable if it is odd. */
    void write(long id) {
        write(id, id % 2 == 0 ? Durability.EPHEMERAL : Durability.DURABLE);
    }

    void write(long id, Durability durability) {
        run(durability, pairs -> {
            pairs.insert(id, 1, "");
            pairs.insert(id, 2, "");
        });
    }

    void run(Durability durability, Consumer<PairSql> work) {
        database.write(durability, transaction -> {
            work.accept(transaction.sql(sql));
            return true;
        });
    }

    /** Both halves of {@code id}, in a transaction of the caller. */
    void insert(Transaction transaction, long id) {
        transaction.sql(sql).insert(id, 1, "");
        transaction.sql(sql).insert(id, 2, "");
    }

    /** What this database itself reads. */
    Set<Long> ids() {
        Set<Long> ids = new TreeSet<>();
        database.read(sql, PairSql::ids).forEach(id -> ids.add(Long.valueOf(id)));
        return ids;
    }

    @Override
    public void close() {
        database.close();
    }
}
