package io.minimost.presence.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.push.ConnectRequest;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test begins with an empty store, however its class is made. */
class PresenceStoreExtensionTest {
    private static void startsEmpty(PresenceStore store) {
        assertThat(store.typing().typingUsers("general", "bob")).isEmpty();
        store.typing().start("alice", "general");
    }

    @Nested
    @ExtendWith(PresenceStoreExtension.class)
    class AsParameters {
        @BeforeEach
        void before(PresenceStore store) {
            startsEmpty(store);
        }

        @AfterEach
        void after(PresenceStore store, SteppedClock clock) {
            assertThat(store.typing().typingUsers("general", "bob")).contains("alice");
            assertThat(clock.instant()).isEqualTo(PresenceStoreExtension.DEFAULT_START);
        }

        @RepeatedTest(2)
        void test_hasAllFour(PresenceStore store, SteppedClock clock, RecordedEvents events, EventHub hub) {
            assertThat(events).containsExactly(new TypingStarted("general", "alice", clock.instant()));
            RecordingConnection bob = RecordingConnection.open(hub, ConnectRequest.of("bob"));
            store.presence().update("alice", PresenceState.ACTIVE);
            bob.await("online_users", "{\"alice\":\"active\"}");
            bob.close();
        }

        @ParameterizedTest
        @ValueSource(strings = {"carol", "dave"})
        void parameterizedTest_hasThem_afterItsOwn(String user, PresenceStore store, RecordedEvents events) {
            store.typing().start(user, "general");
            assertThat(events).ofType(TypingStarted.class).hasSize(2);
        }

        @Nested
        class Inside {
            @Test
            void nestedTest_hasTheStoreOfTheMethodsAroundIt(PresenceStore store) {
                assertThat(store.typing().typingUsers("general", "bob")).containsExactly("alice");
            }
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class AsFieldOfOneInstance {
        private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00.5Z");

        @RegisterExtension
        final PresenceStoreExtension presence = PresenceStoreExtension.inMemory()
                .startingAt(MONDAY)
                .withStore(settings -> settings.typingWindow(Duration.ofSeconds(30)))
                .withStore(settings -> settings.onlineWindow(Duration.ofSeconds(60)));

        @RepeatedTest(2)
        void test_hasTheSettings() {
            startsEmpty(presence.store());
            presence.store().presence().update("alice", PresenceState.ACTIVE);
            assertThat(presence.clock().instant()).isEqualTo(MONDAY);

            presence.clock().advanceSeconds(29);
            assertThat(presence.store().typing().typingUsers("general", "bob")).containsExactly("alice");
            presence.clock().advanceSeconds(40);
            assertThat(presence.store().presence().recentStates()).isEmpty();
        }

        @Test
        void otherThreads_haveTheStoreOfTheTest() {
            startsEmpty(presence.store());
            assertThat(CompletableFuture.supplyAsync(presence::store).join()).isSameAs(presence.store());
        }
    }

    @Nested
    class AsStaticField {
        @RegisterExtension
        static final PresenceStoreExtension PRESENCE = PresenceStoreExtension.onFile();

        @RepeatedTest(2)
        void test_hasAFileOfItsOwn(PresenceStore store) {
            assertThat(store).isSameAs(PRESENCE.store());
            startsEmpty(store);
            assertThat(PRESENCE.file()).isRegularFile();
        }

        @Test
        void reopen_findsWhatWasWritten_andRecordsOn() {
            startsEmpty(PRESENCE.store());
            PRESENCE.hub();

            PresenceStore again = PRESENCE.reopen(settings -> settings.typingWindow(Duration.ofSeconds(7)));

            assertThat(again).isSameAs(PRESENCE.store());
            PRESENCE.clock().advanceSeconds(6);
            assertThat(again.typing().typingUsers("general", "bob")).containsExactly("alice");
            again.typing().start("carol", "general");
            assertThat(PRESENCE.events()).ofType(TypingStarted.class).hasSize(2);
        }

        @Test
        void another_isOnTheSameDatabase_andFollowsTheClock() throws Exception {
            PresenceStore other = PRESENCE.openAnother(settings -> settings);
            startsEmpty(other);
            assertThat(PRESENCE.store().typing().typingUsers("general", "bob")).containsExactly("alice");
            assertThat(PRESENCE.events()).ofType(TypingStarted.class).isEmpty();
            PRESENCE.clock().advanceSeconds(6);
            assertThat(other.typing().typingUsers("general", "bob")).isEmpty();

            try (var connection = PRESENCE.connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT count(*) FROM typing")) {
                assertThat(rows.getInt(1)).isZero();
            }
            try (PresenceStore plain = PRESENCE.newBuilder().open()) {
                plain.ping();
            }
        }
    }

    @Nested
    class OutsideOfTests {
        @Test
        void thereIsNoStore() {
            assertThatIllegalStateException()
                    .isThrownBy(PresenceStoreExtension.inMemory()::store)
                    .withMessageContaining("only during a test");
        }
    }

    @Nested
    @ExtendWith(PresenceStoreExtension.class)
    class InMemory {
        @RegisterExtension
        final PresenceStoreExtension second = PresenceStoreExtension.inMemory();

        @Test
        void twoExtensions_areTwoStores() {
            startsEmpty(second.store());
            assertThatIllegalStateException().isThrownBy(second::file);
            assertThatIllegalStateException().isThrownBy(second::connect);
        }
    }
}
