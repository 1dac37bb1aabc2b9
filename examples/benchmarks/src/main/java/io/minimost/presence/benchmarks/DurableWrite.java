package io.minimost.presence.benchmarks;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DatabaseSettings;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.FastSql;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * A write that is on disk when it returns. It goes through the engine itself (whose package is not meant for hosts), so
 * that the row is the same as the one by hand, and only the commit is compared.
 */
final class DurableWrite {
    interface Sql {
        @FastSql(TypingUpsert.UPSERT)
        void upsert(String user, String channel, long ts);
    }

    private DurableWrite() {}

    static Operation operation(Workshop workshop, Rows rows) throws SQLException {
        MovingClock clock = new MovingClock();
        Database database = Database.open(
                new DatabaseSettings(Optional.of(workshop.file(rows)), clock, Duration.ofSeconds(5), 1, false, false));
        workshop.closeLater(database::close);
        Dao<Sql> object = database.register(Sql.class);
        return () -> {
            int index = rows.anyIndex();
            database.write(Durability.DURABLE, transaction -> {
                transaction.sql(object).upsert(rows.user(index), rows.channel(index), clock.second());
                return index;
            });
        };
    }
}
