package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.calls.JoinResult;
import io.minimost.presence.channels.AddMemberResult;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.media.AppendResult;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deletion between a question to the host and the write that follows from its answer. */
class DeletionGuardTest {
    private static final String THREE = "dm:alice:bob:carol";
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);
    private static final Instant AT = StoreFixture.START;
    private static final MessageRef MESSAGE = new MessageRef("general", AT);
    private static final byte[] DATA = {1};

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    private String call = "";
    private String share = "";

    private PresenceStore store() {
        return fixture.store();
    }

    @BeforeEach
    void aliceAndBobAreThere() {
        store().channels().create("Team", "alice", List.of("bob"));
        call = store().calls().initiate(THREE, "alice").call().orElseThrow().id();
        store().calls().accept(call, "carol");
        store().calls().accept(call, "bob");
        share = store().screenShares().start("general", "alice").orElseThrow().id();
    }

    private List<Supplier<Object>> writesAboutBob() {
        return List.of(
                write(() -> store().typing().start("bob", "general")),
                write(() -> store().presence().update("bob", PresenceState.ACTIVE)),
                write(() -> store().presence().setOverride("bob", PresenceOverride.IDLE)),
                write(() -> store().presence().clearOverride("bob")),
                () -> store().receipts().markRead("general", "bob", List.of(AT)),
                () -> store().receipts().markReadUpTo("general", "bob", AT),
                () -> store().reactions().add(MESSAGE, "rocket", "bob"),
                () -> store().reactions().toggle(MESSAGE, "rocket", "bob"),
                () -> store().channels().create("Other", "bob", List.of()),
                () -> store().channels().addMember(TEAM, "alice", "bob", HistoryVisibility.all()),
                () -> store().calls().initiate("dm:alice:bob", "alice"),
                () -> store().calls().initiate("dm:alice:bob", "bob"),
                () -> store().calls().accept(call, "bob"),
                () -> store().calls().invite(call, "alice", "bob"),
                () -> store().screenShares().start("general", "bob"),
                () -> store().screenShares().start("dm:alice:bob", "bob"),
                () -> store().screenShares().signals().send(share, "bob", "alice", SignalType.OFFER, "{}"),
                () -> store().screenShares().signals().send(share, "alice", "bob", SignalType.OFFER, "{}"));
    }

    @Test
    void userWhoIsDeleted_isNotBroughtBackByAnyWrite() {
        DeletionGuard guard = DeletionGuard.of(store());
        store().deleteUser("bob");

        assertNothingIsWritten(guard, writesAboutBob());
    }

    @Test
    void userWhoSignsUpAgain_isAnotherOne() {
        DeletionGuard before = DeletionGuard.of(store());
        store().deleteUser("bob");
        DeletionGuard after = DeletionGuard.of(store());

        assertThat(after.unlessDeleted(() -> store().typing().start("bob", "general")))
                .isTrue();
        assertThat(after.unlessDeleted(() -> store().reactions().add(MESSAGE, "rocket", "bob")))
                .contains(ToggleResult.ADDED);
        assertThat(before.unlessDeleted(() -> store().reactions().add(MESSAGE, "tada", "bob")))
                .isEmpty();
        assertThat(before.unlessDeleted(() -> store().reactions().remove(MESSAGE, "rocket", "bob")))
                .as("nothing is brought back")
                .contains(ToggleResult.REMOVED);
    }

    /** What depends on rows that are deleted with the user finds none. */
    @Test
    void userWhoIsDeleted_hasNoPlaceInCallsAndShares() {
        String own =
                store().screenShares().start("general", "bob").orElseThrow().id();
        DeletionGuard guard = DeletionGuard.of(store());
        store().deleteUser("bob");
        String deleted = fixture.contents();

        assertThat(guard.unlessDeleted(
                        () -> store().calls().signals().send(call, "bob", "alice", SignalType.OFFER, "{}")))
                .contains(SendSignalResult.NOT_FOUND);
        assertThat(guard.unlessDeleted(
                        () -> store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "{}")))
                .contains(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(guard.unlessDeleted(() -> store().calls().media().append(call, "bob", Optional.empty(), DATA)))
                .contains(AppendResult.refused(MediaOutcome.NO_SUCH_SESSION));
        assertThat(guard.unlessDeleted(() -> store().screenShares().media().append(own, "bob", DATA)))
                .contains(AppendResult.refused(MediaOutcome.NO_SUCH_SESSION));
        assertThat(guard.unlessDeleted(() -> store().calls().heartbeat(call, "bob")))
                .contains(false);
        assertThat(guard.unlessDeleted(
                        () -> store().channels().addMember(TEAM, "bob", "carol", HistoryVisibility.all())))
                .contains(AddMemberResult.NOT_ALLOWED);
        assertThat(fixture.contents()).isEqualTo(deleted);
    }

    @Test
    void newChannel_isWithoutMembersWhoAreDeleted() {
        DeletionGuard guard = DeletionGuard.of(store());
        store().deleteUser("bob");

        assertThat(guard.unlessDeleted(() -> store().channels().create("Other", "alice", List.of("bob", "carol"))))
                .hasValueSatisfying(other -> assertThat(other.members()).containsExactly("alice", "carol"));
    }

    @Test
    void channelThatIsDeleted_isNotBroughtBackByAnyWrite() {
        DeletionGuard guard = DeletionGuard.of(store());
        for (String channel : List.of("general", "dm:alice:bob", THREE, TEAM.text())) {
            store().deleteChannel(channel);
            MessageRef message = new MessageRef(channel, AT);
            assertNothingIsWritten(
                    guard,
                    List.of(
                            write(() -> store().typing().start("alice", channel)),
                            () -> store().receipts().markRead(channel, "alice", List.of(AT)),
                            () -> store().receipts().markReadUpTo(channel, "alice", AT),
                            () -> store().reactions().add(message, "rocket", "alice")));
        }
        assertNothingIsWritten(
                guard,
                List.of(
                        () -> store().calls().initiate("dm:alice:bob", "alice"),
                        () -> store().screenShares().start("general", "alice"),
                        () -> store().screenShares().start("dm:alice:bob", "alice")));
        assertThat(guard.unlessDeleted(() -> store().calls().accept(call, "bob")))
                .map(JoinResult::outcome)
                .contains(JoinResult.Outcome.NO_SUCH_CALL);
        assertThat(guard.unlessDeleted(
                        () -> store().channels().addMember(TEAM, "alice", "carol", HistoryVisibility.all())))
                .contains(AddMemberResult.NOT_ALLOWED);
        assertThat(guard.unlessDeleted(() -> store().typing().start("alice", "random")))
                .as("another channel")
                .isTrue();
    }

    @Test
    void messageThatIsDeleted_isNotBroughtBack_butOthersAre() {
        Instant other = AT.plusSeconds(1);
        DeletionGuard guard = DeletionGuard.of(store());
        store().deleteMessage(MESSAGE);

        assertNothingIsWritten(
                guard,
                List.of(
                        () -> store().reactions().add(MESSAGE, "rocket", "alice"),
                        () -> store().reactions().toggle(MESSAGE, "rocket", "alice")));
        assertThat(guard.unlessDeleted(() -> store().receipts().markRead("general", "bob", List.of(AT, other))))
                .contains(1);
        assertThat(store().receipts().receiptsOf("general")).containsOnlyKeys(other);
        assertThat(guard.unlessDeleted(
                        () -> store().reactions().add(new MessageRef("general", other), "rocket", "alice")))
                .contains(ToggleResult.ADDED);
    }

    @Test
    void membershipThatEnds_endsWhatFollowedFromIt() {
        DeletionGuard guard = DeletionGuard.of(store());
        store().channels().removeMember(TEAM, "alice", "bob");
        MessageRef message = new MessageRef(TEAM, AT);

        assertNothingIsWritten(
                guard,
                List.of(
                        write(() -> store().typing().start("bob", TEAM)),
                        () -> store().receipts().markRead(TEAM, "bob", List.of(AT)),
                        () -> store().reactions().add(message, "rocket", "bob")));
        assertThat(guard.unlessDeleted(
                        () -> store().channels().addMember(TEAM, "alice", "bob", HistoryVisibility.all())))
                .as("a new membership does not follow from the old one")
                .contains(AddMemberResult.ADDED);
    }

    @Test
    void deletionByAnotherProcess_isNoticed() {
        MessageRef message = new MessageRef("general", AT.plusSeconds(1));
        DeletionGuard guard = DeletionGuard.of(store());
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            other.deleteUser("bob");
            other.deleteChannel("random");
            other.deleteMessage(message);
        }
        assertNothingIsWritten(guard, writesAboutBob());
        assertNothingIsWritten(
                guard,
                List.of(
                        write(() -> store().typing().start("alice", "random")),
                        () -> store().reactions().add(message, "rocket", "alice")));
    }

    private void assertNothingIsWritten(DeletionGuard guard, List<Supplier<Object>> writes) {
        fixture.takeEvents();
        String before = fixture.contents();
        assertThat(writes).allSatisfy(write -> {
            assertThat(guard.unlessDeleted(write)).isEmpty();
            assertThat(fixture.contents()).isEqualTo(before);
            assertThat(fixture.takeEvents()).as("events").isEmpty();
        });
    }

    private static Supplier<Object> write(Runnable write) {
        return () -> {
            write.run();
            return true;
        };
    }
}
