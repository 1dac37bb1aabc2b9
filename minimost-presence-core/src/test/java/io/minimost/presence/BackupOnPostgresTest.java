package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.testing.StoreFixture;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BackupOnPostgresTest {
    @RegisterExtension
    final StoreFixture fixture = StoreFixture.onPostgres();

    @Test
    void backup_isThatOfTheServer(@TempDir Path directory) {
        Path target = directory.resolve("copy");

        assertThatThrownBy(() -> fixture.store().backupTo(target))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("pg_dump");
        assertThat(target).doesNotExist();
    }

    @Test
    void ping_answers() {
        fixture.store().ping();
    }
}
