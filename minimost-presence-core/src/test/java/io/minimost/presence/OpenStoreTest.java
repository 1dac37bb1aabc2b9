package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenStoreTest {
    @Test
    void store_isOpenUntilItIsClosed(@TempDir Path directory) {
        Path file = directory.resolve("presence.db");
        Predicate<OpenStore> here =
                store -> store.place().endsWith(file.getFileName().toString());
        List<OpenStore> before = OpenStore.all();

        try (PresenceStore store = PresenceStore.open(file)) {
            store.ping();

            List<OpenStore> open = OpenStore.all();
            assertThat(open).containsAll(before);
            assertThat(open)
                    .filteredOn(here.and(one -> !before.contains(one)))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.place()).isEqualTo(file.toString());
                        assertThat(one.thread())
                                .isEqualTo(Thread.currentThread().getName());
                        assertThat(one.opened().getStackTrace())
                                .anyMatch(frame -> frame.getClassName().equals(OpenStoreTest.class.getName()));
                    });
        }

        assertThat(OpenStore.all()).containsExactlyElementsOf(before);
    }

    @Test
    void storeThatCannotBeOpened_isNotOpen(@TempDir Path directory) throws Exception {
        List<OpenStore> before = OpenStore.all();
        Path file = Files.writeString(directory.resolve("presence.db"), "no database ".repeat(100));

        assertThatThrownBy(() -> PresenceStore.open(file)).isInstanceOf(PresenceStoreException.class);

        assertThat(OpenStore.all()).containsExactlyElementsOf(before);
    }
}
