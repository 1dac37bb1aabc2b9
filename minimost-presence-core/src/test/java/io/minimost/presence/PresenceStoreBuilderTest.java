package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PresenceStoreBuilderTest {
    @Test
    void open_withoutAPlace_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PresenceStore.builder().open());
    }

    @Test
    void thePlaceChosenLast_counts(@TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        PresenceStore.builder().file(file).inMemory().open().close();
        assertThat(file).doesNotExist();

        PresenceStore.builder().inMemory().file(file).open().close();
        assertThat(file).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT0.999S", "PT1.5S", "P367D"})
    void windows_areWholeSecondsUpToAYear(Duration window) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().typingWindow(window))
                .withMessageContainingAll("typing window", window.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().onlineWindow(window))
                .withMessageContainingAll("online window", window.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT-0.001S", "PT1H0.001S"})
    void busyTimeout_isZeroToAnHour(Duration timeout) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().busyTimeout(timeout))
                .withMessageContainingAll("busy time-out", timeout.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 65, Integer.MAX_VALUE})
    void readers_areOneTo64(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().readers(count))
                .withMessageContainingAll("readers", Integer.toString(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, Integer.MIN_VALUE})
    void maxAsyncCalls_areAtLeastOne(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().maxAsyncCalls(count))
                .withMessageContainingAll("max async calls", Integer.toString(count));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void maxFacts_areAtLeastOne(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().maxFacts(count))
                .withMessageContainingAll("max facts", Integer.toString(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P36601D"})
    void factRetention_isPositiveAndAtMostACentury(Duration age) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().factRetention(age))
                .withMessageContainingAll("fact retention", age.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "PT-0.000000001S", "PT-2562047788015215H-30M-8S"})
    void callRetention_isPositive(Duration age) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PresenceStore.builder().callRetention(age))
                .withMessageContainingAll("call retention", age.toString());
    }

    @Test
    void callRetention_mayBeOfAnyLength() {
        for (Duration age : List.of(Duration.ofNanos(1), ChronoUnit.FOREVER.getDuration())) {
            try (PresenceStore store = PresenceStore.builder()
                    .inMemory()
                    .manualSweeps()
                    .callRetention(age)
                    .open()) {
                store.sweep();
            }
        }
    }

    @Test
    void limits_areAllowed(@TempDir Path directory) {
        PresenceStoreBuilder builder = PresenceStore.builder().file(directory.resolve("presence.db"));
        Duration year = Duration.ofDays(366);
        builder.typingWindow(year)
                .onlineWindow(year)
                .busyTimeout(Duration.ofHours(1))
                .readers(64)
                .open()
                .close();
        Duration second = Duration.ofSeconds(1);
        builder.typingWindow(second)
                .onlineWindow(second)
                .busyTimeout(Duration.ZERO)
                .readers(1)
                .open()
                .close();
    }

    @Test
    void createIfMissing_false_refusesAFileThatDoesNotExist(@TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        PresenceStoreBuilder builder = PresenceStore.builder().file(file).createIfMissing(false);

        assertThatThrownBy(builder::open)
                .isInstanceOf(PresenceStoreException.Unusable.class)
                .hasMessageContainingAll(file.getFileName().toString(), "does not exist");
        assertThat(file).doesNotExist();

        PresenceStore.open(file).close();
        builder.open().close();
    }

    @Test
    @SuppressWarnings("NullAway")
    void null_isNamed() {
        assertThatThrownBy(() -> PresenceStore.builder().file(null)).hasMessage("file");
        assertThatThrownBy(() -> PresenceStore.builder().clock(null)).hasMessage("clock");
        assertThatThrownBy(() -> PresenceStore.builder().typingWindow(null)).hasMessage("typing window");
        assertThatThrownBy(() -> PresenceStore.builder().onlineWindow(null)).hasMessage("online window");
        assertThatThrownBy(() -> PresenceStore.builder().signalLimits(null)).hasMessage("signal limits");
        assertThatThrownBy(() -> PresenceStore.builder().mediaLimits(null)).hasMessage("media limits");
        assertThatThrownBy(() -> PresenceStore.builder().busyTimeout(null)).hasMessage("busy time-out");
        assertThatThrownBy(() -> PresenceStore.builder().factRetention(null)).hasMessage("fact retention");
        assertThatThrownBy(() -> PresenceStore.builder().callRetention(null)).hasMessage("call retention");
    }
}
