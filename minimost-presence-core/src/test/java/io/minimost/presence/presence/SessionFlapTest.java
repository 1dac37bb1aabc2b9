package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thousand users with two devices each, which send heartbeats for a minute: listeners hear of real changes, of no other. */
class SessionFlapTest {
    private static final int USERS = 1000;
    private static final int INTERVAL = 20;
    private static final List<PresenceState> STATES =
            List.of(PresenceState.ACTIVE, PresenceState.IDLE, PresenceState.HIDDEN);

    @Nested
    class InMemory extends Contract {
        InMemory() {
            super(StoreFixture.inMemory());
        }
    }

    @Nested
    class InFile extends Contract {
        InFile() {
            super(StoreFixture.inFile());
        }
    }

    @Nested
    class OnPostgres extends Contract {
        OnPostgres() {
            super(StoreFixture.onPostgres());
        }
    }

    @Nested
    class OnTwoNodes extends Contract {
        OnTwoNodes() {
            super(StoreFixture.onTwoNodes());
        }
    }

    abstract static class Contract {
        @RegisterExtension
        final StoreFixture fixture;

        private final Random random = new Random(11);
        private final Map<String, PresenceState> devices = new HashMap<>();
        private final Map<String, PresenceState> shown = new HashMap<>();
        private final List<PresenceChanged> expected = new ArrayList<>();

        Contract(StoreFixture fixture) {
            this.fixture = fixture;
        }

        @Test
        void heartbeats_wakeNobody_andChangesAreToldOnce() {
            for (int second = 0; second < 60; second++) {
                fixture.clock().set(StoreFixture.START.plusSeconds(second));
                for (int user = 0; user < USERS; user++) {
                    for (int device = 0; device < 2; device++) {
                        if ((user + 7 * device) % INTERVAL == second % INTERVAL) {
                            heartbeat("user" + user, "device-" + device);
                        }
                    }
                }
                fixture.sweep();
            }

            assertThat(fixture.takeEvents()).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(expected).hasSizeBetween(USERS, 2 * USERS);
            assertThat(fixture.store().presence().recentStates()).isEqualTo(shown);
        }

        /** Of ten heartbeats, nine say the same as before. */
        private void heartbeat(String user, String device) {
            PresenceState state = devices.computeIfAbsent(user + device, first -> STATES.get(random.nextInt(3)));
            if (random.nextInt(10) == 0) {
                state = STATES.get(random.nextInt(3));
                devices.put(user + device, state);
            }
            fixture.store().presence().sessions().report(user, device, state);
            PresenceState merged = Collections.min(List.of(
                    devices.getOrDefault(user + "device-0", PresenceState.OFFLINE),
                    devices.getOrDefault(user + "device-1", PresenceState.OFFLINE)));
            PresenceState before = shown.put(user, merged);
            if (merged != before) {
                expected.add(new PresenceChanged(
                        user,
                        Optional.ofNullable(before),
                        Optional.of(merged),
                        fixture.clock().instant()));
            }
        }
    }
}
