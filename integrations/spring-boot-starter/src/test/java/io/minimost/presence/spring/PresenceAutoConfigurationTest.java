package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PresenceAutoConfigurationTest {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(PresenceAutoConfiguration.class, PresenceWebAutoConfiguration.class));

    @TempDir
    private Path directory;

    @Test
    void store_inMemory_isClosedWithTheApplication() {
        List<PresenceStore> opened = new ArrayList<>();

        application.withPropertyValues("minimost.presence.in-memory=true").run(context -> {
            PresenceStore store = context.getBean(PresenceStore.class);
            store.ping();
            opened.add(store);
        });

        assertThat(opened)
                .singleElement()
                .satisfies(store -> assertThatExceptionOfType(PresenceStoreException.Closed.class)
                        .isThrownBy(store::ping));
    }

    @Test
    void file_keepsTheStore() {
        Path file = directory.resolve("chat.db");

        application.withPropertyValues("minimost.presence.file=" + file).run(context -> {
            assertThat(context).hasSingleBean(PresenceStore.class);
            assertThat(file).isRegularFile();
        });
    }

    @Test
    void createIfMissing_false_refusesAWrongPath() {
        Path file = directory.resolve("chat.db");

        application
                .withPropertyValues("minimost.presence.file=" + file, "minimost.presence.create-if-missing=false")
                .run(context -> assertThat(context).hasFailed());

        assertThat(Files.exists(file)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, OFFLINE", "false, ACTIVE"})
    void resetOnStart_decidesWhoIsOnline(boolean reset, PresenceState expected) {
        Path file = directory.resolve("chat.db");
        try (PresenceStore before = PresenceStore.open(file)) {
            before.presence().update("alice", PresenceState.ACTIVE);
        }

        application
                .withPropertyValues("minimost.presence.file=" + file, "minimost.presence.reset-on-start=" + reset)
                .run(context -> assertThat(
                                context.getBean(PresenceStore.class).presence().recentStates())
                        .containsEntry("alice", expected));
    }

    @Test
    void twoPlaces_areRefused() {
        application
                .withPropertyValues("minimost.presence.file=chat.db", "minimost.presence.in-memory=true")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("set only one of minimost.presence.file"));
    }

    @Test
    void window_thatIsNotValid_isNamed() {
        application
                .withPropertyValues("minimost.presence.in-memory=true", "minimost.presence.typing-window=1500ms")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("typing window")
                        .hasMessageContaining("PT1.5S"));
    }

    @Test
    void customizer_comesAfterTheProperties() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");

        application
                .withPropertyValues("minimost.presence.file=" + directory.resolve("unused.db"))
                .withBean(
                        PresenceStoreCustomizer.class,
                        () -> builder -> builder.inMemory().clock(() -> now).manualSweeps())
                .run(context -> {
                    PresenceStore store = context.getBean(PresenceStore.class);
                    store.presence().update("alice", PresenceState.ACTIVE);

                    assertThat(store.presence().lastActive("alice")).contains(now);
                });
    }

    @Test
    void storeOfTheApplication_replacesOurs() {
        PresenceStore own = PresenceStore.inMemory();

        application
                .withBean(PresenceStore.class, () -> own)
                .run(context -> assertThat(context).getBean(PresenceStore.class).isSameAs(own));
    }

    @Test
    void withoutServlets_thereIsOnlyTheStore() {
        application
                .withPropertyValues("minimost.presence.in-memory=true")
                .run(context -> assertThat(context).doesNotHaveBean(EventHub.class));
    }
}
