package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.stats.CallKind;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Guards that are taken one soon after the other, as requests do, which share what they have read. */
class RepeatedDeletionGuardTest {
    private static final int GUARDS = 200;
    private static final int ROUNDS = 60;
    private static final long BOUND_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private PresenceStore store() {
        return fixture.store();
    }

    @Test
    void guards_doNotReadEachTime() {
        long before = reads();

        for (int i = 0; i < GUARDS; i++) {
            assertThat(type(DeletionGuard.of(store()), "bob")).isTrue();
        }

        assertThat(reads() - before).isLessThan(GUARDS);
    }

    @Test
    void guardThatShares_noticesDeletions() {
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(type(DeletionGuard.of(store()), "alice")).isTrue();
            DeletionGuard guard = DeletionGuard.of(store());

            store().deleteUser("bob");

            assertThat(type(guard, "bob")).as("asked before").isFalse();
            assertThat(type(DeletionGuard.of(store()), "bob"))
                    .as("signed up again")
                    .isTrue();
        }
    }

    @Test
    void deletionsOfAnotherStore_areOver5MsLater() {
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            for (int i = 0; i < ROUNDS; i++) {
                assertThat(type(DeletionGuard.of(store()), "alice")).isTrue();
                DeletionGuard guard = DeletionGuard.of(store());

                other.deleteUser("bob");
                long deleted = System.nanoTime();

                assertThat(type(guard, "bob")).as("asked before").isFalse();
                while (System.nanoTime() - deleted < BOUND_NANOS) {
                    LockSupport.parkNanos(BOUND_NANOS);
                }
                assertThat(type(DeletionGuard.of(store()), "bob"))
                        .as("signed up again")
                        .isTrue();
            }
        }
    }

    @Test
    void userWhoIsDeletedWhileManyAskAboutThem_leavesNothing() throws Exception {
        for (int i = 0; i < ROUNDS; i++) {
            String user = "user" + i;
            AtomicBoolean exists = new AtomicBoolean(true);
            Race.run(5, () -> typeIf(exists, user), () -> typeIf(exists, user), () -> typeIf(exists, user), () -> {
                exists.set(false);
                store().deleteUser(user);
                return true;
            });

            assertThat(store().typing().typingUsers("general")).doesNotContain(user);
        }
    }

    /** The host's own question comes after the guard. */
    private boolean typeIf(AtomicBoolean exists, String user) {
        DeletionGuard guard = DeletionGuard.of(store());
        return exists.get() && type(guard, user);
    }

    private boolean type(DeletionGuard guard, String user) {
        return guard.unlessDeleted(() -> store().typing().start(user, "general"));
    }

    private long reads() {
        return Objects.requireNonNull(store().activity().calls().get(CallKind.READ))
                .latency()
                .count();
    }
}
