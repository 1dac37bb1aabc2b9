package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which writes a guard is about, and for how long. */
class DeletionGuardScopeTest {
    private static final Instant AT = StoreFixture.START;
    private static final MessageRef MESSAGE = new MessageRef("general", AT);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private PresenceStore store() {
        return fixture.store();
    }

    @Test
    void markAllRead_asksUnderAGuardOfItsOwn() {
        Instant other = AT.plusSeconds(1);
        MessageLookup forgetful = messages(List.of(AT, other), () -> store().deleteMessage(MESSAGE));
        assertThat(store().receipts().markAllRead("general", "bob", forgetful)).isEqualTo(1);
        assertThat(store().receipts().receiptsOf("general")).containsOnlyKeys(other);

        String deleted = deletedWhileAsked(() -> store().deleteUser("bob"));
        assertThat(fixture.contents()).isEqualTo(deleted);
        deleted = deletedWhileAsked(() -> store().deleteChannel("general"));
        assertThat(fixture.contents()).isEqualTo(deleted);
    }

    private String deletedWhileAsked(Runnable deletion) {
        List<String> contents = new ArrayList<>();
        MessageLookup messages = messages(List.of(AT.plusSeconds(5)), () -> {
            deletion.run();
            contents.add(fixture.contents());
        });
        assertThat(store().receipts().markAllRead("general", "bob", messages)).isZero();
        return contents.get(0);
    }

    @Test
    void severalMarks_theEarliestCounts() {
        DeletionGuard outer = DeletionGuard.of(store());
        store().deleteUser("bob");
        MessageLookup messages = messages(List.of(AT), () -> {});

        assertThat(outer.unlessDeleted(() -> store().receipts().markAllRead("general", "bob", messages)))
                .isEmpty();
        assertThat(outer.unlessDeleted(() -> DeletionGuard.of(store())
                        .unlessDeleted(() -> store().reactions().add(MESSAGE, "rocket", "bob"))))
                .isEmpty();
        assertThat(store().receipts().receiptsOf("general")).isEmpty();
    }

    /** They do not follow from the question, and another store has other deletions. */
    @Test
    void listenersAndOtherStores_writeAsEver() {
        DeletionGuard guard = DeletionGuard.of(store());
        store().deleteUser("bob");
        store().events().on(ReactionAdded.class, added -> store().presence().update("bob", PresenceState.IDLE));
        try (PresenceStore other = PresenceStore.inMemory()) {
            assertThat(guard.unlessDeleted(() -> {
                        other.typing().start("bob", "general");
                        store().reactions().add(MESSAGE, "rocket", "alice");
                    }))
                    .isTrue();
            assertThat(other.typing().typingUsers("general")).containsExactly("bob");
        }
        assertThat(store().presence().recentStates()).containsEntry("bob", PresenceState.IDLE);
    }

    @Test
    void logThatWasPruned_isTriedAgain() {
        fixture.reopen(builder -> builder.maxFacts(1).factRetention(Duration.ofMinutes(1)));
        DeletionGuard guard = DeletionGuard.of(store());
        store().deleteUser("carol");
        store().deleteUser("dave");
        fixture.clock().step(Duration.ofMinutes(2));
        store().sweep();
        String before = fixture.contents();

        assertThatThrownBy(() -> guard.unlessDeleted(() -> store().reactions().add(MESSAGE, "rocket", "alice")))
                .isInstanceOfSatisfying(
                        PresenceStoreException.class,
                        e -> assertThat(e.isRetrySafe()).isTrue());

        assertThat(fixture.contents()).isEqualTo(before);
        assertThat(DeletionGuard.of(store())
                        .unlessDeleted(() -> store().reactions().add(MESSAGE, "rocket", "alice")))
                .contains(ToggleResult.ADDED);
    }

    @Test
    void closedStore_refuses() {
        DeletionGuard guard = DeletionGuard.of(store());
        store().close();

        assertThatThrownBy(() -> DeletionGuard.of(store())).isInstanceOf(PresenceStoreException.Closed.class);
        assertThatThrownBy(() -> guard.unlessDeleted(() -> store().typing().start("alice", "general")))
                .isInstanceOf(PresenceStoreException.Closed.class);
    }

    private static MessageLookup messages(List<Instant> times, Runnable whileAsked) {
        return new MessageLookup() {
            @Override
            public Optional<Message> find(MessageId id, String viewer) {
                return Optional.empty();
            }

            @Override
            public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
                whileAsked.run();
                return times;
            }
        };
    }
}
