package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

class BusyRetryTest {
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void eachRepetition_isReported() throws SQLException {
        BusyRetry.run(TimeUnit.SECONDS.toNanos(20), () -> busyUntil(3), retries::incrementAndGet);

        assertThat(tries).hasValue(3);
        assertThat(retries).hasValue(2);
    }

    @Test
    void withoutTime_nothingIsRepeated() {
        assertThatThrownBy(() -> BusyRetry.run(0, () -> busyUntil(3), retries::incrementAndGet))
                .isInstanceOf(SQLiteException.class);

        assertThat(retries).hasValue(0);
    }

    private void busyUntil(int last) throws SQLException {
        if (tries.incrementAndGet() < last) {
            throw new SQLiteException("held", SQLiteErrorCode.SQLITE_BUSY);
        }
    }
}
