package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVersionTest {
    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.52.0", "3.100.0", "4.0.0", "3.50.7", "3.50.8", "3.44.6"})
    void aFixedVersion_isSafe(String version) {
        assertThat(SqliteVersion.isSafe(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.51.0", "3.50.6", "3.49.9", "3.45.1", "3.44.5", "3.43.9", "3.7.0", "3.6.23"})
    void anyOther_isNot(String version) {
        assertThat(SqliteVersion.isSafe(version)).isFalse();
    }
}
