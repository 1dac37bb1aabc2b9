package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException.OutcomeUnknown;
import io.minimost.presence.errors.PresenceStoreException.Unusable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jdbi.v3.sqlobject.SqlObject;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;

/** A file disappears after the last check before a COMMIT. */
@Timeout(30)
class LossDuringCommitTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "-wal", "-shm"})
    void write_fileIsRemovedInTheMiddleOfTheCommit_outcomeUnknownAndThenUnusable(String suffix) {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file)) {
            pairs.write(1);
            assertThatThrownBy(() -> commitAndMeanwhile(pairs, () -> delete(Path.of(file + suffix))))
                    .isInstanceOf(OutcomeUnknown.class)
                    .hasMessageContaining(file.toString())
                    .hasCauseInstanceOf(Unusable.class);

            assertThatThrownBy(() -> pairs.write(2)).isInstanceOf(Unusable.class);
            assertThatThrownBy(pairs::ids).isInstanceOf(Unusable.class);
        }
    }

    private static void commitAndMeanwhile(Pairs pairs, Runnable meanwhile) {
        Dao<Backdoor> backdoor = pairs.database().register(Backdoor.class);
        pairs.database().write(Durability.DURABLE, transaction -> {
            try {
                SQLiteConnection connection =
                        transaction.sql(backdoor).getHandle().getConnection().unwrap(SQLiteConnection.class);
                connection.addCommitListener(new OnCommit(meanwhile));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return true;
        });
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record OnCommit(Runnable action) implements SQLiteCommitListener {
        @Override
        public void onCommit() {
            action.run();
        }

        @Override
        public void onRollback() {
            // Not relevant here.
        }
    }

    interface Backdoor extends SqlObject {}
}
