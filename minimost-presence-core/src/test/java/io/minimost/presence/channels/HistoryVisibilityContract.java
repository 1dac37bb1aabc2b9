package io.minimost.presence.channels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much of the history a member sees. */
abstract class HistoryVisibilityContract {
    private static final Instant START = StoreFixture.START;
    private static final Instant JOINED = START.plusMillis(100_250);

    @RegisterExtension
    final StoreFixture fixture;

    private ChannelId.Private team = new ChannelId.Private(1);

    HistoryVisibilityContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void foundAChannel() {
        team = channels().create("Team", "alice", List.of("founder")).id();
        fixture.clock().set(JOINED);
    }

    @Test
    void founders_seeEverything() {
        assertThat(channels().historyStart(team, "alice")).contains(Instant.EPOCH);
        assertThat(channels().historyStart(team, "founder")).contains(Instant.EPOCH);
    }

    @Test
    void laterMembers_seeWhatWasChosen() {
        add("alice", "all", HistoryVisibility.all());
        add("alice", "now", HistoryVisibility.fromNow());
        add("alice", "before", HistoryVisibility.since(START.minusSeconds(1)));
        add("alice", "between", HistoryVisibility.since(START.plusSeconds(50)));
        add("alice", "after", HistoryVisibility.since(JOINED.plusSeconds(50)));

        assertThat(start("all")).isEqualTo(Instant.EPOCH);
        assertThat(start("now")).isEqualTo(JOINED);
        assertThat(start("before")).isEqualTo(START.minusSeconds(1));
        assertThat(start("between")).isEqualTo(START.plusSeconds(50));
        assertThat(start("after")).isEqualTo(JOINED.plusSeconds(50));
    }

    @Test
    void noMember_givesMoreThanTheySee() {
        add("alice", "bob", HistoryVisibility.fromNow());
        fixture.clock().stepSeconds(60);

        add("bob", "all", HistoryVisibility.all());
        add("bob", "since", HistoryVisibility.since(START));
        add("bob", "later", HistoryVisibility.since(JOINED.plusSeconds(1)));
        add("bob", "now", HistoryVisibility.fromNow());

        assertThat(start("all")).isEqualTo(JOINED);
        assertThat(start("since")).isEqualTo(JOINED);
        assertThat(start("later")).isEqualTo(JOINED.plusSeconds(1));
        assertThat(start("now")).isEqualTo(JOINED.plusSeconds(60));
    }

    @Test
    void aMemberWhoComesBack_beginsAgain() {
        channels().leave(team, "founder");
        add("alice", "founder", HistoryVisibility.fromNow());

        assertThat(start("founder")).isEqualTo(JOINED);
    }

    @Test
    void times_areWhatTheFileCanHold() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_123);
        fixture.clock().set(exact);
        add("alice", "since", HistoryVisibility.since(exact));
        add("alice", "now", HistoryVisibility.fromNow());

        assertThat(start("since")).isEqualTo(EpochSeconds.asStored(exact)).isNotEqualTo(exact);
        assertThat(start("now")).isEqualTo(EpochSeconds.asStored(exact));
    }

    @Test
    void since_aTimeThatTheFileCannotHold_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HistoryVisibility.since(Instant.MAX))
                .withMessageContaining("3.15568898644032E16");
        add("alice", "bob", HistoryVisibility.since(Instant.MIN));
        assertThat(start("bob")).isEqualTo(Instant.MIN);
    }

    @Test
    void history_isReadableInALog() {
        assertThat(List.of(
                        HistoryVisibility.all(), HistoryVisibility.fromNow(), HistoryVisibility.since(Instant.EPOCH)))
                .extracting(HistoryVisibility::toString)
                .containsExactly("ALL", "FROM_NOW", "SINCE 1970-01-01T00:00:00Z");
    }

    private void add(String actor, String user, HistoryVisibility history) {
        assertThat(channels().addMember(team, actor, user, history)).isEqualTo(AddMemberResult.ADDED);
    }

    private Instant start(String user) {
        return channels().historyStart(team, user).orElseThrow();
    }

    private PrivateChannels channels() {
        return fixture.store().channels();
    }
}
