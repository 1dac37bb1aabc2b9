package io.minimost.presence.benchmarks;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DatabaseSettings;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.FastSql;
import io.minimost.presence.internal.StoreClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A write that is on disk when it returns. It uses the engine itself (whose package is not meant for hosts), so
 * that the row is the same as the one written by hand, and only the commit is compared.
 */
final class DurableWrite {
    interface Sql {
        @FastSql(TypingUpsert.UPSERT)
        void upsert(String user, String channel, long ts);
    }

    private DurableWrite() {}

    static Operation operation(Fixture fixture, Dataset dataset) throws SQLException {
        MovingClock clock = new MovingClock();
        Database database = Database.open(new DatabaseSettings(
                Optional.of(fixture.file(dataset)), StoreClock.trusted(clock), Duration.ofSeconds(5), 1, false, false));
        fixture.closeLater(database::close);
        Dao<Sql> object = database.register(Sql.class);
        return () -> {
            int index = dataset.anyIndex();
            database.write(Durability.DURABLE, transaction -> {
                transaction.sql(object).upsert(dataset.user(index), dataset.channel(index), clock.second());
                return index;
            });
        };
    }
}
