package io.minimost.presence.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * How a database in PostgreSQL is opened.
 *
 * @param dataSource opens connections
 * @param schema the schema of the tables
 * @param clock empty for the clock of the database
 * @param busyTimeout how long a call waits for other calls
 * @param readers how many connections read at the same time
 * @param notifications whether nodes notify each other; if not, they look more often
 * @param background whether the store has threads of its own, beside those that call it
 */
public record PostgresSettings(
        DataSource dataSource,
        String schema,
        Optional<StoreClock> clock,
        Duration busyTimeout,
        int readers,
        boolean notifications,
        boolean background) {
    /** The name of the store in messages. */
    String name() {
        return "postgres:" + schema;
    }

    /** The schema as it is written in SQL. */
    String quotedSchema() {
        return '"' + schema + '"';
    }

    /**
     * How long a statement waits for a lock before its transaction is tried again. All tries together wait as long as the busy
     * time-out.
     */
    String lockTimeout() {
        long millis = Math.max(1, busyTimeout.toMillis() / PostgresErrors.MAX_TRIES);
        return String.format(Locale.ROOT, "%dms", millis);
    }
}
