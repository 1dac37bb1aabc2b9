package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.signaling.SignalType;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The change counter, by which the newest MiniMost wakes its push connections, moves only when something changed. */
class ChangeCounterTest {
    private static final Instant START = StoreFixture.START;
    private static final MessageRef MESSAGE = new MessageRef("general", START);
    private static final ChannelId.Private TEAM = new ChannelId.Private(1);

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void receipts_countWhatIsNew() {
        ReadReceipts receipts = fixture.store().receipts();
        moves(() -> receipts.markRead("general", "bob", List.of(START, START.plusSeconds(1))));
        stays(() -> receipts.markRead("general", "bob", List.of(START)));
        stays(() -> receipts.markRead("general", "bob", List.of()));
        moves(() -> receipts.markRead("general", "bob", List.of(START.minusSeconds(1))));
        stays(() -> receipts.markReadUpTo("general", "bob", START));
        moves(() -> receipts.markReadUpTo("general", "bob", START.plusSeconds(2)));
        fixture.plain().sql("INSERT INTO read_receipts VALUES ('general', 1900000000, 'bob')");
        stays(() -> receipts.markReadUpTo("general", "bob", START.plusSeconds(3)));
        stays(() -> receipts.receiptsOf("general"));
        moves(() -> fixture.store().deleteMessage(MESSAGE));
        stays(() -> fixture.store().deleteMessage(MESSAGE));
    }

    @Test
    void reactions_countWhatIsNew() {
        fixture.reopen(builder -> builder.reactionLimits(new ReactionLimits(1, 1)));
        Reactions reactions = fixture.store().reactions();
        moves(() -> reactions.toggle(MESSAGE, "rocket", "bob"));
        stays(() -> reactions.add(MESSAGE, "rocket", "bob"));
        stays(() -> reactions.toggle(MESSAGE, "tada", "bob"));
        moves(() -> reactions.toggle(MESSAGE, "rocket", "bob"));
        stays(() -> reactions.remove(MESSAGE, "rocket", "bob"));
    }

    @Test
    void channels_countWhatIsNew() {
        PrivateChannels channels = fixture.store().channels();
        moves(() -> channels.create("Team", "alice", List.of()));
        stays(() -> channels.rename(TEAM, "alice", "Team"));
        stays(() -> channels.rename(TEAM, "bob", "Other"));
        moves(() -> channels.rename(TEAM, "alice", "Other"));
        stays(() -> channels.addMember(TEAM, "bob", "carol", HistoryVisibility.all()));
        moves(() -> channels.addMember(TEAM, "alice", "bob", HistoryVisibility.all()));
        stays(() -> channels.addMember(TEAM, "alice", "bob", HistoryVisibility.all()));
        stays(() -> channels.removeMember(TEAM, "alice", "carol"));
        moves(() -> channels.removeMember(TEAM, "alice", "bob"));
        stays(() -> channels.leave(TEAM, "bob"));
        moves(() -> channels.leave(TEAM, "alice"));
    }

    @Test
    void screenShares_countBeginningsAndEnds() {
        ScreenShares shares = fixture.store().screenShares();
        stays(() -> shares.start("dm:alice:bob", "mallory"));
        moves(() -> shares.start("general", "alice"));
        moves(() -> shares.start("general", "alice"));
        String share = shares.active("general").get(0).id();
        stays(() -> shares.signals().send(share, "alice", "bob", SignalType.OFFER, "{}"));
        stays(() -> shares.media().putInit(share, "alice", "video/webm", new byte[] {1}));
        stays(() -> shares.media().append(share, "alice", new byte[] {1}));
        stays(() -> shares.stop(share, "bob"));
        moves(() -> shares.stop(share, "alice"));
        stays(() -> shares.stop(share, "alice"));
    }

    /** For what it has written elsewhere. */
    @Test
    void host_canRaiseIt() {
        moves(() -> fixture.store().raiseChangeCounter());
    }

    @Test
    void sweeps_countWhatTheyRemove() {
        fixture.reopen(builder -> builder.receiptRetention(Duration.ofDays(1)));
        fixture.store().channels().create("Team", "alice", List.of());
        fixture.store().channels().leave(TEAM, "alice");
        fixture.store().receipts().markRead("general", "bob", List.of(START));

        stays(() -> fixture.sweep());
        fixture.clock().step(Duration.ofDays(2));
        moves(() -> fixture.sweep());
        fixture.clock().step(Duration.ofDays(40));
        moves(() -> fixture.sweep());
        fixture.clock().step(Duration.ofDays(40));
        stays(() -> fixture.sweep());
    }

    @Test
    void deleting_countsOnce() {
        fixture.store().receipts().markRead("general", "bob", List.of(START));
        fixture.store().reactions().add(MESSAGE, "rocket", "bob");

        moves(() -> fixture.store().deleteUser("bob"));
        stays(() -> fixture.store().deleteUser("bob"));
        stays(() -> fixture.store().deleteChannel("general"));
    }

    private void moves(Runnable call) {
        assertThat(movedBy(call)).isEqualTo(1);
    }

    private void stays(Runnable call) {
        assertThat(movedBy(call)).isZero();
    }

    private long movedBy(Runnable call) {
        long before = counter();
        call.run();
        return counter() - before;
    }

    private long counter() {
        return fixture.plain().number("SELECT gen FROM event_signal WHERE id = 1");
    }
}
