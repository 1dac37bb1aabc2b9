package io.minimost.presence.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Each test leaves something open that the gate must see, or nothing. */
class LeakGateTest {
    private final LeakGate impatient = new LeakGate(Duration.ofMillis(50));

    @Test
    void aTimerThatStillRuns_isALeak() {
        impatient.remember();
        try (PresenceStore store = PresenceStore.inMemory()) {
            assertThat(store).isNotNull();
            assertThatThrownBy(impatient::check).hasMessageContaining("thread minimost-presence-sweep");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aStoreThatIsNotClosed_isALeak(@TempDir Path directory) {
        impatient.remember();
        Path file = directory.resolve("presence.db");
        try (PresenceStore store =
                PresenceStore.builder().file(file).manualSweeps().open()) {
            assertThat(store).isNotNull();
            assertThatThrownBy(impatient::check).hasMessageContaining("presence.db");
        }
        assertThatNoException().isThrownBy(impatient::check);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aConnectionThatIsNotClosed_isALeak(@TempDir Path directory) throws Exception {
        PresenceStore.open(directory.resolve("presence.db")).close();
        new LeakGate().check();
        impatient.remember();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("presence.db"))) {
            connection.createStatement().executeQuery("SELECT count(*) FROM calls");
            assertThatThrownBy(impatient::check).hasMessageContaining("presence.db");
        }
    }

    @Test
    void whatWasOpenBefore_isNoLeakOfThisClass() {
        try (PresenceStore store = PresenceStore.inMemory()) {
            assertThat(store).isNotNull();
            impatient.remember();
            assertThatNoException().isThrownBy(impatient::check);
        }
    }

    /** Its timer may take a moment to stop. */
    @Test
    void aStoreThatWasJustClosed_isNoLeak() {
        LeakGate patient = new LeakGate();
        patient.remember();
        PresenceStore.inMemory().close();

        assertThatNoException().isThrownBy(patient::check);
    }
}
