package io.minimost.presence.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.PresenceState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random work through two stores on one file. Each thread has its own users, so it knows at every moment what both stores
 * must return for them.
 */
@Timeout(60)
class SharedFuzzTest {
    private static final int THREADS = 8;
    private static final int STEPS = 300;
    private static final List<String> CHANNELS = List.of("general", "random", "dm:alice:bob");
    private static final List<PresenceState> STATES = List.of(PresenceState.values());

    @TempDir
    private Path directory;

    @Test
    void typingAndPresence_randomWorkThroughTwoStores_bothAnswerWhatWasWritten() throws Exception {
        Path file = directory.resolve("presence.db");
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        Map<String, PresenceState> everybody = new ConcurrentHashMap<>();
        try (PresenceStore one =
                        PresenceStore.builder().file(file).clock(() -> now).open();
                PresenceStore other =
                        PresenceStore.builder().file(file).clock(() -> now).open()) {
            Together.run(THREADS, thread -> {
                Random random = new Random(thread);
                Map<String, PresenceState> states = new TreeMap<>();
                Map<String, Set<String>> typing = new TreeMap<>();
                CHANNELS.forEach(channel -> typing.put(channel, new TreeSet<>()));
                for (int step = 0; step < STEPS; step++) {
                    PresenceStore writer = random.nextBoolean() ? one : other;
                    PresenceStore reader = random.nextBoolean() ? one : other;
                    String user = "user-" + thread + "-" + random.nextInt(3);
                    String channel = CHANNELS.get(random.nextInt(CHANNELS.size()));
                    Set<String> typingUsers = Objects.requireNonNull(typing.get(channel));
                    switch (random.nextInt(3)) {
                        case 0 -> {
                            writer.typing().start(user, channel);
                            typingUsers.add(user);
                        }
                        case 1 ->
                            assertThat(writer.typing().stop(user, channel)).isEqualTo(typingUsers.remove(user));
                        default -> {
                            PresenceState state = STATES.get(random.nextInt(STATES.size()));
                            writer.presence().update(user, state);
                            states.put(user, state);
                        }
                    }
                    assertThat(reader.typing().typingUsers(channel, "nobody"))
                            .filteredOn(typist -> typist.startsWith("user-" + thread + "-"))
                            .containsExactlyInAnyOrderElementsOf(typingUsers);
                    assertThat(reader.presence().statesOf(states.keySet())).isEqualTo(states);
                }
                everybody.putAll(states);
            });
            assertThat(one.presence().recentStates())
                    .isEqualTo(everybody)
                    .isEqualTo(other.presence().recentStates());
        }
        try (Outsider outsider = Outsider.on(file)) {
            assertThat(outsider.integrity()).isEqualTo("ok");
        }
    }
}
