package io.minimost.presence.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;

/** The ways of writing by hand that the store is compared with. */
final class RawWrites {
    private RawWrites() {}

    /** A keystroke; {@code sql} has parameters for user, channel and second. */
    static Operation typing(RawDatabase database, String sql, Dataset dataset) throws SQLException {
        PreparedStatement statement = database.prepare(sql);
        MovingClock clock = new MovingClock();
        return () -> {
            int index = dataset.anyIndex();
            statement.setString(1, dataset.user(index));
            statement.setString(2, dataset.channel(index));
            statement.setLong(3, clock.second());
            statement.executeUpdate();
        };
    }

    /** A heartbeat; {@code sql} has parameters for user, second and state. */
    static Operation presence(RawDatabase database, String sql, Dataset dataset) throws SQLException {
        PreparedStatement statement = database.prepare(sql);
        MovingClock clock = new MovingClock();
        return () -> {
            statement.setString(1, dataset.user(dataset.anyIndex()));
            statement.setLong(2, clock.second());
            statement.setString(3, "active");
            statement.executeUpdate();
        };
    }

    /** In a transaction that takes the write lock at once, as code that reads before it writes must do. */
    static Operation inTransaction(RawDatabase database, Operation write) throws SQLException {
        PreparedStatement begin = database.prepare("BEGIN IMMEDIATE");
        PreparedStatement commit = database.prepare("COMMIT");
        return () -> {
            begin.executeUpdate();
            write.run();
            commit.executeUpdate();
        };
    }

    /** One caller after the other, each with a commit of its own. */
    static Operation locked(Operation write) {
        ReentrantLock lock = new ReentrantLock();
        return () -> {
            lock.lock();
            try {
                write.run();
            } finally {
                lock.unlock();
            }
        };
    }
}
