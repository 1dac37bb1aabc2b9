package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract, and changes to the tables by other programs. */
class PrivateChannelsInFileTest extends PrivateChannelsContract {
    PrivateChannelsInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void create_writesTheRowsThatMiniMostWrites() {
        create("alice", "bob", "Zoe");

        assertThat(fixture.plain().dump("private_channels", "id, name, created_by, created_ts - 1.8e9"))
                .isEqualTo("[[1, Team, alice, 0.0]]");
        // The creator last, in the order of the rows.
        assertThat(fixture.plain()
                        .dump("private_channel_members", "channel_id, username, joined_ts - 1.8e9, history_start_ts"))
                .isEqualTo("[[1, bob, 0.0, null], [1, Zoe, 0.0, null], [1, alice, 0.0, null]]");
    }

    @Test
    void addMember_writesTheRowThatMiniMostWrites() {
        PrivateChannel team = create("alice");
        fixture.clock().step(Duration.ofMillis(1250));
        channels().addMember(team.id(), "alice", "bob", HistoryVisibility.fromNow());

        assertThat(fixture.plain()
                        .text("SELECT (joined_ts - 1.8e9) || ' ' || (history_start_ts - 1.8e9)"
                                + " FROM private_channel_members WHERE username = 'bob'"))
                .isEqualTo("1.25 1.25");
    }

    @Test
    void rowsOfOthers_areSeen() {
        script("INSERT INTO private_channels VALUES (7, 'Team', 'alice', 5.25)");
        script("INSERT INTO private_channel_members VALUES (7, 'alice', 5.25, NULL), (7, 'bob', 6.5, 6.5)");

        assertThat(channels().channelsOf("bob"))
                .containsExactly(new PrivateChannel(
                        new ChannelId.Private(7),
                        "Team",
                        Optional.of("alice"),
                        Instant.ofEpochMilli(5250),
                        List.of("alice", "bob")));
        assertThat(channels().historyStart(new ChannelId.Private(7), "bob")).contains(Instant.ofEpochMilli(6500));
        assertThat(channels().leave(new ChannelId.Private(7), "bob")).isTrue();
    }

    @Test
    void rowsThatNoMiniMostWrites_breakNothing() {
        PrivateChannel team = create("alice", "bob");
        for (String id : List.of("0", "-5", "1000000000000000000")) {
            script("INSERT INTO private_channels VALUES (" + id + ", 'Odd', 'alice', 5)");
            script("INSERT INTO private_channel_members VALUES (" + id + ", 'alice', 5, NULL)");
        }
        script("INSERT INTO private_channels VALUES (7, '', 'no:name', 9e999), (8, char(10), '', 'yesterday')");
        script("INSERT INTO private_channel_members VALUES (7, 'alice', 5, 9e999), (7, '', 5, NULL),"
                + " (7, 'no:name', 5, NULL), (8, 'alice', 5, -9e999), (77, 'alice', 5, NULL)");

        assertThat(channels().channelsOf("alice"))
                .extracting(PrivateChannel::id)
                .containsExactly(id(1), id(7), id(8));
        assertThat(channels().find(id(7)).orElseThrow().members()).containsExactly("", "alice", "no:name");
        assertThat(channels().historyStart(id(7), "alice").orElseThrow()).isAfter(START);
        assertThat(channels().historyStart(id(8), "alice").orElseThrow()).isBefore(Instant.EPOCH);
        assertThat(channels().addMember(id(7), "alice", "carol", HistoryVisibility.all()))
                .isEqualTo(AddMemberResult.ADDED);
        assertThat(channels().historyStart(id(7), "carol")).isEqualTo(channels().historyStart(id(7), "alice"));
        assertThat(channels().isMember(id(77), "alice"))
                .as("a member of nothing")
                .isTrue();
        assertThat(channels().find(id(77))).isEmpty();
        assertThat(channels().rename(team.id(), "alice", "Still works")).isTrue();
        fixture.store().deleteUser("alice");
        assertThat(channels().channelsOf("alice")).isEmpty();
    }

    @Test
    void create_afterANumberTooLarge_saysSo() {
        script("INSERT INTO private_channels VALUES (999999999999999999, 'Last', 'alice', 5)");
        fixture.contents();

        assertThatThrownBy(() -> create("alice"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1000000000000000000");
        assertThat(fixture.plain().number("SELECT count(*) FROM private_channels"))
                .isEqualTo(1);
        assertThat(fixture.plain().number("SELECT count(*) FROM private_channel_members"))
                .isZero();
    }

    @Test
    void sweep_ofEmptyChannelsWithOddNumbers_removesTheOthers() {
        for (String id : List.of("0", "-5", "1", "1000000000000000000")) {
            script("INSERT INTO private_channels VALUES (" + id + ", 'Empty', 'alice', 5)");
        }
        fixture.sweep();
        fixture.clock().step(Duration.ofDays(31));
        fixture.sweep();

        assertThat(fixture.plain().column("SELECT id FROM private_channels ORDER BY id"))
                .containsExactly("-5", "0", "1000000000000000000");
    }

    @Test
    void emptyChannel_thatAnotherFilledForAWhile_isKeptFromItsNewEnd() {
        script("INSERT INTO private_channels VALUES (1, 'Team', 'alice', 5)");
        fixture.sweep();
        fixture.clock().step(Duration.ofDays(20));
        script("INSERT INTO private_channel_members VALUES (1, 'bob', 5, NULL)");
        fixture.sweep();
        channels().leave(id(1), "bob");
        fixture.clock().step(Duration.ofDays(15));
        fixture.sweep();
        assertThat(channels().find(id(1))).isPresent();

        fixture.clock().step(Duration.ofDays(31));
        fixture.sweep();
        assertThat(channels().find(id(1))).isEmpty();
        assertThat(fixture.plain().dump("mp_empty_channels", "*")).isEqualTo("[]");
    }

    /** It adds a member after our sweep has found the empty channels, and before it deletes them. */
    @Test
    void emptyChannel_thatAnotherFillsDuringTheSweep_isKept() {
        script("INSERT INTO private_channels VALUES (1, 'Filled', 'alice', 5), (2, 'Empty', 'alice', 5)");
        fixture.sweep();
        fixture.clock().step(Duration.ofDays(31));
        script("INSERT INTO private_channels VALUES (3, 'New', 'alice', 5)");
        script("CREATE TRIGGER fill AFTER INSERT ON mp_empty_channels WHEN new.channel_id = 3"
                + " BEGIN INSERT INTO private_channel_members VALUES (1, 'bob', 5, NULL); END");

        fixture.sweep();

        assertThat(channels().members(id(1))).containsExactly("bob");
        assertThat(fixture.plain().column("SELECT name FROM private_channels")).containsExactly("Filled", "New");
    }

    @Test
    void membership_throughTwoStoresAtOnce_changesOnce() throws Exception {
        fixture.reopen(builder -> builder.busyTimeout(Duration.ofMinutes(1)));
        PrivateChannel team = create("alice");
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .busyTimeout(Duration.ofMinutes(1))
                .open()) {
            List<AddMemberResult> added = Race.run(
                    1,
                    () -> channels().addMember(team.id(), "alice", "bob", HistoryVisibility.all()),
                    () -> other.channels().addMember(team.id(), "alice", "bob", HistoryVisibility.all()));
            List<Boolean> left = Race.run(
                    1,
                    () -> channels().leave(team.id(), "bob"),
                    () -> other.channels().leave(team.id(), "bob"));

            assertThat(Collections.frequency(added, AddMemberResult.ADDED)).isEqualTo(1);
            assertThat(Collections.frequency(added, AddMemberResult.ALREADY_A_MEMBER))
                    .isEqualTo(Race.THREADS - 1);
            assertThat(Collections.frequency(left, true)).isEqualTo(1);
            assertThat(other.channels().members(team.id())).containsExactly("alice");
        }
    }

    private static ChannelId.Private id(long number) {
        return new ChannelId.Private(number);
    }

    private void script(String sql) {
        fixture.plain().sql(sql);
    }
}
