package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.LogCapture;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write-ahead log that has started anew may look as if there had been no checkpoint, though the file has changed. */
class RestartedLogTest {
    /** It then has more frames than before, and none of them is in the file. */
    @Test
    void sweep_logHasStartedAnewAndGrown_noSuspicion(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("presence.db");
        try (Pairs pairs = Pairs.in(file);
                LogCapture log = new LogCapture()) {
            checkpoint(file, "TRUNCATE");
            pairs.write(1);
            sweep(pairs);
            write(pairs, 2, 20);
            checkpoint(file, "PASSIVE");
            write(pairs, 20, 200);

            sweep(pairs);
            sweep(pairs);

            assertThat(log.text()).doesNotContain("the file is checked");
        }
    }

    private static void write(Pairs pairs, long from, long to) {
        for (long id = from; id < to; id++) {
            pairs.write(id);
        }
    }

    private static void checkpoint(Path file, String mode) throws SQLException {
        try (Outsider outsider = Outsider.on(file)) {
            outsider.query("PRAGMA wal_checkpoint(" + mode + ")");
        }
    }

    private static void sweep(Pairs pairs) {
        pairs.database().publishChangesElsewhere();
    }
}
