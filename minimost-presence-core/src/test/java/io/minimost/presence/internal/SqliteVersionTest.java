package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteVersionTest {
    private static final DatabaseSettings IN_FILE = settings(Optional.of(Path.of("/srv/presence.db")));
    private static final DatabaseSettings IN_MEMORY = settings(Optional.empty());

    private static DatabaseSettings settings(Optional<Path> file) {
        return new DatabaseSettings(
                file, StoreClock.trusted(InstantSource.system()), Duration.ofSeconds(5), 2, true, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.3", "3.51.10", "3.52.0", "3.53.4", "4.0.0", "3.50.7", "3.50.12", "3.44.6", "3.100.0"})
    void isSafe_versionWithTheFix_true(String version) {
        assertThat(SqliteVersion.isSafe(version)).isTrue();
        assertThat(SqliteVersion.problem(IN_FILE, version, version + ".0")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.51.2", "3.51.0", "3.50.6", "3.49.9", "3.45.7", "3.44.5", "3.43.99", "3.7.0", "2.8.17"})
    void isSafe_versionThatCanCorruptAFile_false(String version) {
        assertThat(SqliteVersion.isSafe(version)).isFalse();
    }

    /** The versions that Spring Boot 3.5 and 4.0 choose. */
    @ParameterizedTest
    @CsvSource({"3.49.1, 3.49.1.0", "3.50.3, 3.50.3.0"})
    void problem_oldJar_saysWhichJarAndWhatToDo(String sqlite, String driver) {
        assertThat(SqliteVersion.problem(IN_FILE, sqlite, driver).orElseThrow())
                .contains("the jar sqlite-jdbc " + driver + " ")
                .contains("SQLite " + sqlite + ",")
                .contains("sqlite-jdbc 3.51.3.0 or later")
                .contains("dependency management")
                .contains("<sqlite-jdbc.version>3.53.4.0</sqlite-jdbc.version>");
    }

    @ParameterizedTest
    @CsvSource({"3.49.1, 3.49.1.0", "3.50.3, 3.50.3.0", "3.7.0, 3.7.2"})
    void problem_oldJarInMemory_none(String sqlite, String driver) {
        assertThat(SqliteVersion.problem(IN_MEMORY, sqlite, driver)).isEmpty();
    }

    @Test
    void advice_namesTheJarThatTheseTestsRunWith() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:")) {
            assertThat(connection.getMetaData().getDriverVersion()).isEqualTo(SqliteVersion.TESTED_DRIVER);
        }
        assertThat(Files.readString(Path.of("..", "README.md")))
                .contains("<sqlite-jdbc.version>" + SqliteVersion.TESTED_DRIVER + "</sqlite-jdbc.version>");
    }
}
