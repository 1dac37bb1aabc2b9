package io.minimost.presence.presence;

import static io.minimost.presence.values.PresenceState.ACTIVE;
import static io.minimost.presence.values.PresenceState.IDLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.testing.StoreFixture;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Those who are online are found among those who were seen in the last day, also by a MiniMost. */
class RecentUsersTest {
    private static final long NOW = StoreFixture.START.getEpochSecond();
    private static final int DAY = 24 * 60 * 60;

    @RegisterExtension
    final StoreFixture fixture = StoreFixture.inFile();

    @Test
    void userWhoWasNotSeenForADay_isRemoved_andIsThereAgainWithTheNextReport() {
        presence().update("alice", ACTIVE);
        presence().update("bob", ACTIVE);
        fixture.clock().stepSeconds(DAY);
        presence().update("bob", IDLE);
        fixture.sweep();
        assertThat(recent()).containsExactly("alice", "bob");

        fixture.clock().stepSeconds(60);
        fixture.sweep();
        assertThat(recent()).containsExactly("bob");
        assertThat(presence().visible(List.of("alice")).values())
                .singleElement()
                .satisfies(seen -> assertThat(seen.lastSeen()).contains(StoreFixture.START));

        presence().update("alice", IDLE);
        assertThat(presence().recentStates()).containsExactly(entry("alice", IDLE), entry("bob", IDLE));
        assertThat(presence().onlineCount()).isEqualTo(2);
    }

    @Test
    void manyWhoAreGone_areRemovedInTheNextMinutes() {
        IntStream.range(0, 25_000).forEach(i -> write("user" + i, NOW - DAY - 1));
        presence().update("alice", ACTIVE);

        fixture.sweep();
        assertThat(recent()).hasSizeLessThan(6_000).contains("alice");

        fixture.clock().stepSeconds(60);
        fixture.sweep();
        assertThat(recent()).containsExactly("alice");
    }

    @Test
    void userWhomMiniMostWrites_isFound() {
        write("alice", NOW - DAY - 1);
        fixture.sweep();
        assertThat(recent()).isEmpty();

        write("alice", NOW);
        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE));

        write("alice", NOW - DAY - 1);
        fixture.clock().stepSeconds(60);
        fixture.sweep();
        fixture.plain().sql("UPDATE presence SET last_seen = ?", NOW + 60);
        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE));
    }

    @Test
    void deletedUser_isRemoved() {
        presence().update("alice", ACTIVE);
        fixture.store().deleteUser("alice");

        assertThat(recent()).isEmpty();
    }

    @Test
    void rowWithoutAName_isLeftAlone() {
        fixture.plain().sql("INSERT OR REPLACE INTO presence (user, last_seen, state) VALUES (NULL, ?, 'active')", NOW);
        fixture.plain().sql("UPDATE presence SET last_seen = last_seen + 1");

        assertThat(fixture.plain().number("SELECT count(*) FROM mp_recent")).isZero();
    }

    @Test
    void windowOfDays_listsAllWhoWereSeenInIt() {
        write("alice", NOW - 3 * DAY);
        fixture.sweep();
        assertThat(recent()).isEmpty();

        fixture.reopen(builder -> builder.onlineWindow(Duration.ofDays(7)));
        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE));
        assertThat(presence().onlineCount()).isEqualTo(1);

        fixture.clock().stepSeconds(4 * DAY + 1);
        fixture.sweep();
        assertThat(lapsed()).containsExactly("alice");
    }

    /** As after a laptop was closed for days, while another process has removed who was not seen. */
    @Test
    void storeThatSleptForDays_publishesWhoLapsedMeanwhile() {
        presence().update("alice", ACTIVE);
        fixture.sweep();
        fixture.takeEvents();
        fixture.clock().stepSeconds(3 * DAY);
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            other.sweep();
        }
        assertThat(recent()).isEmpty();

        fixture.sweep();
        assertThat(lapsed()).containsExactly("alice");
    }

    @Test
    void clockThatWasAheadForAWhile_losesNobody() {
        presence().update("alice", ACTIVE);
        fixture.clock().stepSeconds(2 * DAY);
        fixture.sweep();
        assertThat(recent()).isEmpty();

        fixture.clock().set(StoreFixture.START.plusSeconds(1));
        presence().update("alice", ACTIVE);
        fixture.sweep();

        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE));
        assertThat(recent()).containsExactly("alice");
    }

    /** Of the store that was open while the clock was ahead, nobody knows any more. */
    @Test
    void userWhoIsMissing_isAddedByAStoreThatOpens_andEveryHour() {
        presence().update("alice", ACTIVE);
        fixture.plain().sql("DELETE FROM mp_recent");
        presence().update("alice", ACTIVE);
        fixture.sweep();
        assertThat(recent()).containsExactly("alice");

        fixture.plain().sql("DELETE FROM mp_recent");
        fixture.clock().stepSeconds(3599);
        fixture.sweep();
        assertThat(recent()).isEmpty();
        fixture.clock().stepSeconds(1);
        fixture.sweep();
        assertThat(recent()).containsExactly("alice");
    }

    /** Then they are found by reading less; until then, by reading the whole table. */
    @Test
    void usersOfLongAgo_whoAreManyMore_changeNothing() {
        List.of("alice", "bob").forEach(user -> presence().update(user, ACTIVE));
        fixture.sweep();
        assertOnline();

        IntStream.range(0, 20).forEach(i -> write("user" + i, NOW - 2 * DAY));
        fixture.clock().stepSeconds(60);
        fixture.sweep();
        assertThat(recent()).containsExactly("alice", "bob");
        assertOnline();
        fixture.takeEvents();

        fixture.clock().stepSeconds(3600);
        fixture.sweep();
        assertThat(lapsed()).containsExactly("alice", "bob");
        assertThat(presence().recentStates()).isEmpty();
    }

    private void assertOnline() {
        assertThat(presence().recentStates()).containsExactly(entry("alice", ACTIVE), entry("bob", ACTIVE));
        assertThat(presence().onlineCount()).isEqualTo(2);
    }

    private UserPresence presence() {
        return fixture.store().presence();
    }

    private List<String> recent() {
        return fixture.plain().column("SELECT user FROM mp_recent ORDER BY user");
    }

    private List<String> lapsed() {
        return fixture.takeEvents().stream()
                .filter(PresenceChanged.class::isInstance)
                .map(PresenceChanged.class::cast)
                .filter(change -> change.after().isEmpty())
                .map(PresenceChanged::user)
                .toList();
    }

    /** As MiniMost does it. */
    private void write(String user, long lastSeen) {
        fixture.plain()
                .sql(
                        "INSERT OR REPLACE INTO presence (user, last_seen, state) VALUES (?, ?, 'active')",
                        user,
                        lastSeen);
    }
}
