package io.minimost.presence.screenshare;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.ScreenShareEnded;
import io.minimost.presence.events.PresenceEvent.ScreenShareStarted;
import io.minimost.presence.media.MediaPage;
import io.minimost.presence.signaling.SendSignalResult;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** How screen shares begin and end, in every store. */
abstract class ScreenSharesContract extends ShareTrafficContract {
    ScreenSharesContract(StoreFixture fixture) {
        super(fixture);
    }

    @Test
    void start_makesTheShareActive() {
        assertThat(shares().active("general")).isEmpty();

        ScreenShare share = shares().start("general", "alice").orElseThrow();

        assertThat(share).isEqualTo(new ScreenShare(share.id(), "general", "alice", true, START, Optional.empty()));
        assertThat(share.id()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(shares().active("general")).containsExactly(share).isUnmodifiable();
        assertThat(shares().find(share.id())).contains(share);
        assertThat(shares().active("random")).isEmpty();
        assertThat(fixture.takeEvents()).containsExactly(new ScreenShareStarted(share.id(), "general", "alice", START));
    }

    @Test
    void start_isForParticipantsOfTheChannel() {
        assertThat(shares().start(DIRECT, "mallory")).isEmpty();
        assertThat(shares().start(TEAM, "mallory")).isEmpty();
        assertThat(shares().start("private:2", "alice")).as("no such channel").isEmpty();
        assertThat(fixture.takeEvents()).isEmpty();

        assertThat(shares().start(DIRECT, "alice")).isPresent();
        assertThat(shares().start(TEAM, "bob")).isPresent();
    }

    @Test
    void start_again_replacesTheFirst() {
        String first = start("general", "alice");
        String elsewhere = start("random", "alice");
        String bobs = start("general", "bob");
        signal(first, "alice", "bob");
        shares().media().append(first, "alice", DATA);
        fixture.takeEvents();
        fixture.clock().stepSeconds(1);

        String second = start("general", "alice");

        assertThat(ids("general")).containsExactly(bobs, second);
        assertThat(ids("random")).containsExactly(elsewhere);
        assertThat(shares().find(first).orElseThrow().endedAt()).contains(START.plusSeconds(1));
        assertThat(shares().signals().waiting(first, "bob", 0)).isEmpty();
        assertThat(read(first).chunks()).isEmpty();
        assertThat(fixture.takeEvents())
                .containsExactly(
                        ended(first, "general", "alice", ScreenShareEnded.Reason.REPLACED),
                        new ScreenShareStarted(second, "general", "alice", START.plusSeconds(1)));
    }

    @Test
    void stop_isForTheSharer_andFinal() {
        String share = start("general", "alice");
        signal(share, "alice", "bob");
        shares().media().putInit(share, "alice", "video/webm", DATA);
        fixture.takeEvents();

        assertThat(shares().stop(share, "bob")).isEqualTo(StopShareResult.NOT_ALLOWED);
        assertThat(shares().stop("no such share", "alice")).isEqualTo(StopShareResult.NO_SUCH_SHARE);
        assertThat(ids("general")).containsExactly(share);

        fixture.clock().step(Duration.ofMillis(1500));
        assertThat(shares().stop(share, "alice")).isEqualTo(StopShareResult.STOPPED);
        ScreenShare over = shares().find(share).orElseThrow();
        assertThat(over.active()).isFalse();
        assertThat(over.endedAt()).contains(START.plusMillis(1500));
        assertThat(shares().active("general")).isEmpty();
        assertThat(shares().signals().waiting(share, "bob", 0)).isEmpty();
        assertThat(read(share)).isEqualTo(new MediaPage(Optional.empty(), List.of()));

        fixture.clock().stepSeconds(1);
        assertThat(shares().stop(share, "alice")).isEqualTo(StopShareResult.STOPPED);
        assertThat(shares().find(share)).contains(over);
        assertThat(fixture.takeEvents())
                .containsExactly(new ScreenShareEnded(
                        share, "general", "alice", ScreenShareEnded.Reason.STOPPED, START.plusMillis(1500)));
    }

    @Test
    void active_isInStartOrder() {
        String zoe = start("general", "zoe");
        String alice = start("general", "alice");
        String bob = start("general", "bob");
        shares().stop(alice, "alice");

        assertThat(ids("general")).containsExactly(zoe, bob);
    }

    @Test
    void losingTheChannel_endsTheShareAndDeletesSignals() {
        String alices = start(TEAM, "alice");
        String bobs = start(TEAM, "bob");
        String elsewhere = start(DIRECT, "bob");
        signal(alices, "bob", "alice");
        signal(alices, "alice", "bob");
        signal(bobs, "alice", "bob");
        fixture.takeEvents();

        fixture.store().channels().leave(new ChannelId.Private(1), "bob");

        assertThat(ids(TEAM)).containsExactly(alices);
        assertThat(ids(DIRECT)).containsExactly(elsewhere);
        for (String share : List.of(alices, bobs)) {
            assertThat(shares().signals().waiting(share, "alice", 0)).isEmpty();
            assertThat(shares().signals().waiting(share, "bob", 0)).isEmpty();
        }
        assertThat(fixture.takeEvents())
                .startsWith(ended(bobs, TEAM, "bob", ScreenShareEnded.Reason.REMOVED))
                .hasSize(2);
        assertThat(signal(alices, "alice", "bob")).isEqualTo(SendSignalResult.NO_SUCH_RECIPIENT);
        assertThat(shares().media().read(alices, "bob", OptionalLong.empty())).isEmpty();
        assertThat(shares().start(TEAM, "bob")).isEmpty();
    }

    @Test
    void deleteUser_deletesAllSharesOfTheUser() {
        String over = start("general", "alice");
        String active = start("general", "alice");
        String bobs = start("general", "bob");
        signal(bobs, "alice", "bob");
        fixture.takeEvents();

        fixture.store().deleteUser("alice");

        assertThat(shares().find(over)).isEmpty();
        assertThat(shares().find(active)).isEmpty();
        assertThat(ids("general")).containsExactly(bobs);
        assertThat(shares().signals().waiting(bobs, "bob", 0)).isEmpty();
        assertThat(fixture.takeEvents())
                .startsWith(ended(active, "general", "alice", ScreenShareEnded.Reason.REMOVED))
                .hasSize(2);
    }

    @Test
    void deleteChannel_deletesAllSharesOfTheChannel() {
        String over = start(TEAM, "alice");
        String active = start(TEAM, "alice");
        String elsewhere = start(DIRECT, "alice");
        fixture.takeEvents();

        fixture.store().deleteChannel(TEAM);

        assertThat(shares().find(over)).isEmpty();
        assertThat(shares().find(active)).isEmpty();
        assertThat(ids(DIRECT)).containsExactly(elsewhere);
        assertThat(fixture.takeEvents())
                .startsWith(ended(active, TEAM, "alice", ScreenShareEnded.Reason.REMOVED))
                .hasSize(2);
    }

    @Test
    void reset_endsAllShares() {
        String alices = start("general", "alice");
        String bobs = start(TEAM, "bob");
        signal(alices, "alice", "bob");
        fixture.takeEvents();

        fixture.resetLiveState();

        assertThat(shares().find(alices).orElseThrow().active()).isFalse();
        assertThat(shares().active(TEAM)).isEmpty();
        assertThat(shares().signals().waiting(alices, "bob", 0)).isEmpty();
        assertThat(fixture.takeEvents())
                .startsWith(
                        ended(alices, "general", "alice", ScreenShareEnded.Reason.RESTART),
                        ended(bobs, TEAM, "bob", ScreenShareEnded.Reason.RESTART))
                .hasSize(3);
    }

    @Test
    void hostileIds_areNoShares() {
        for (String id : List.of("", " ", "\u0000", "\ud800", "'; DROP TABLE screenshares; --", "x".repeat(100_000))) {
            assertThat(shares().find(id)).isEmpty();
            assertThat(shares().stop(id, "alice")).isEqualTo(StopShareResult.NO_SUCH_SHARE);
            assertThat(signal(id, "alice", "bob")).isEqualTo(SendSignalResult.NOT_FOUND);
            assertThat(shares().signals().waiting(id, "alice", 0)).isEmpty();
        }
    }

    @Test
    void start_byOneUserAtOnce_leavesOneActive() throws Exception {
        List<String> started = Race.run(10, () -> start("general", "alice"));

        assertThat(started).doesNotHaveDuplicates();
        assertThat(ids("general")).hasSize(1).isSubsetOf(started);
        assertOneAtATime();
    }

    @Test
    void stop_againstStart_leavesAtMostOne() throws Exception {
        Callable<Boolean> start = () -> !start("general", "alice").isEmpty();
        Callable<Boolean> stop = () -> shares().active("general").stream()
                .allMatch(share -> shares().stop(share.id(), "alice") == StopShareResult.STOPPED);

        assertThat(Race.run(50, start, stop)).containsOnly(true);

        assertThat(shares().active("general")).hasSizeLessThanOrEqualTo(1);
        assertOneAtATime();
    }

    /** Each share ends exactly once, before the next one begins. */
    void assertOneAtATime() {
        Optional<String> running = Optional.empty();
        for (PresenceEvent event : fixture.takeEvents()) {
            if (event instanceof ScreenShareStarted started) {
                assertThat(running).isEmpty();
                running = Optional.of(started.share());
            } else {
                assertThat(event).isInstanceOf(ScreenShareEnded.class);
                assertThat(running).contains(((ScreenShareEnded) event).share());
                running = Optional.empty();
            }
        }
    }

    private List<String> ids(String channel) {
        return shares().active(channel).stream().map(ScreenShare::id).toList();
    }

    private ScreenShareEnded ended(String share, String channel, String user, ScreenShareEnded.Reason reason) {
        return new ScreenShareEnded(
                share, channel, user, reason, fixture.clock().instant());
    }
}
