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

/** How much of the past a member sees. */
abstract class HistoryContract {
    private static final Instant START = StoreFixture.START;
    private static final Instant JOINED = START.plusMillis(100_250);

    @RegisterExtension
    final StoreFixture fixture;

    private ChannelId.Private team = new ChannelId.Private(1);

    HistoryContract(StoreFixture fixture) {
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
        add("alice", "all", History.all());
        add("alice", "now", History.fromNow());
        add("alice", "before", History.since(START.minusSeconds(1)));
        add("alice", "between", History.since(START.plusSeconds(50)));
        add("alice", "after", History.since(JOINED.plusSeconds(50)));

        assertThat(start("all")).isEqualTo(Instant.EPOCH);
        assertThat(start("now")).isEqualTo(JOINED);
        assertThat(start("before")).isEqualTo(START.minusSeconds(1));
        assertThat(start("between")).isEqualTo(START.plusSeconds(50));
        assertThat(start("after")).isEqualTo(JOINED.plusSeconds(50));
    }

    @Test
    void nobody_givesMoreThanHeHas() {
        add("alice", "bob", History.fromNow());
        fixture.clock().stepSeconds(60);

        add("bob", "all", History.all());
        add("bob", "since", History.since(START));
        add("bob", "later", History.since(JOINED.plusSeconds(1)));
        add("bob", "now", History.fromNow());

        assertThat(start("all")).isEqualTo(JOINED);
        assertThat(start("since")).isEqualTo(JOINED);
        assertThat(start("later")).isEqualTo(JOINED.plusSeconds(1));
        assertThat(start("now")).isEqualTo(JOINED.plusSeconds(60));
    }

    @Test
    void whoComesBack_beginsAnew() {
        channels().leave(team, "founder");
        add("alice", "founder", History.fromNow());

        assertThat(start("founder")).isEqualTo(JOINED);
    }

    @Test
    void times_areWhatTheFileCanHold() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_123);
        fixture.clock().set(exact);
        add("alice", "since", History.since(exact));
        add("alice", "now", History.fromNow());

        assertThat(start("since")).isEqualTo(EpochSeconds.asStored(exact)).isNotEqualTo(exact);
        assertThat(start("now")).isEqualTo(EpochSeconds.asStored(exact));
    }

    @Test
    void since_aTimeThatTheFileCannotHold_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> History.since(Instant.MAX))
                .withMessageContaining("3.15568898644032E16");
        add("alice", "bob", History.since(Instant.MIN));
        assertThat(start("bob")).isEqualTo(Instant.MIN);
    }

    @Test
    void history_isReadableInALog() {
        assertThat(List.of(History.all(), History.fromNow(), History.since(Instant.EPOCH)))
                .extracting(History::toString)
                .containsExactly("ALL", "FROM_NOW", "SINCE 1970-01-01T00:00:00Z");
    }

    private void add(String actor, String user, History history) {
        assertThat(channels().addMember(team, actor, user, history)).isEqualTo(Added.ADDED);
    }

    private Instant start(String user) {
        return channels().historyStart(team, user).orElseThrow();
    }

    private PrivateChannels channels() {
        return fixture.store().channels();
    }
}
