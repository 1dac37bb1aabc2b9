package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.52.0", "3.53.4", "4.0.0", "3.50.7", "3.50.12", "3.44.6", "3.100.0"})
    void isSafe_versionWithTheFix_true(String version) {
        assertThat(SqliteVersion.isSafe(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.51.0", "3.50.6", "3.49.9", "3.45.7", "3.44.5", "3.43.99", "3.7.0", "2.8.17"})
    void isSafe_versionThatCanCorruptAFile_false(String version) {
        assertThat(SqliteVersion.isSafe(version)).isFalse();
    }
}
