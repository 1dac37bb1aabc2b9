package io.minimost.presence.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.stats.CallKind;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** When an answer takes a query, and when it does not. */
abstract class KeptAnswersContract {
    private static final ChannelId CHANNEL = ChannelId.parse("general");

    @RegisterExtension
    final StoreFixture fixture;

    private PolledAnswers<String> answers;

    KeptAnswersContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeEach
    void keepAnswers() {
        answers = Answers.kept(fixture.store());
    }

    private PresenceStore store() {
        return fixture.store();
    }

    private long queries() {
        return Objects.requireNonNull(store().activity().calls().get(CallKind.READ))
                .latency()
                .count();
    }

    /** How many queries it takes to ask for all kinds of answers. */
    private long queriesOfAll() {
        long before = queries();
        var unused = Answers.all(answers, List.of("alice", "bob"), List.of("general", "dm:alice:bob"));
        return queries() - before;
    }

    @Test
    void answers_takeNoQuery_whileNothingChanges() {
        store().typing().start("alice", "general");
        store().presence().update("alice", PresenceState.ACTIVE);
        store().channels().create("Team", "alice", List.of("bob"));
        store().receipts().markRead("general", "alice", List.of(StoreFixture.START));
        store().screenShares().start("general", "alice");
        assertThat(queriesOfAll()).isPositive();

        for (int i = 0; i < 20; i++) {
            assertThat(queriesOfAll()).isLessThanOrEqualTo(whileNothingChanges());
        }
    }

    /** How many queries all answers take that nobody has changed. */
    long whileNothingChanges() {
        return 0;
    }

    @Test
    void typistsReceiveTheSameAnswer_untilSomebodyElseTypes() {
        store().typing().start("alice", "general");
        store().typing().start("bob", "general");
        store().typing().start("alice", "random");
        String toAlice = answers.typing(CHANNEL, "alice");

        assertThat(toAlice).isEqualTo("[\"bob\"]\n");
        assertThat(answers.typing(CHANNEL, "bob")).isEqualTo("[\"alice\"]\n");
        assertThat(answers.typing(ChannelId.parse("random"), "alice")).isEqualTo("[]\n");
        assertThat(answers.typing(CHANNEL, "alice")).as("formed once").isSameAs(toAlice);

        store().typing().start("carol", "general");

        assertThat(answers.typing(CHANNEL, "alice")).isEqualTo("[\"bob\",\"carol\"]\n");
        store().typing().stop("alice", "general");
        assertThat(answers.typing(CHANNEL, "alice")).isEqualTo("[\"bob\",\"carol\"]\n");
        assertThat(answers.typing(CHANNEL, "bob")).isEqualTo("[\"carol\"]\n");
    }

    @Test
    void membership_takesNoQuery_untilItMayHaveChanged() {
        ChannelId.Private team =
                store().channels().create("Team", "alice", List.of("bob")).id();
        assertThat(answers.isMember(team, "bob")).isTrue();
        assertThat(answers.isMember(team, "carol")).isFalse();
        long queries = queries();

        for (int i = 0; i < 20; i++) {
            assertThat(answers.isMember(team, "bob")).isTrue();
        }
        assertThat(queries() - queries).isLessThanOrEqualTo(whileNothingChanges());

        store().channels().removeMember(team, "alice", "bob");
        assertThat(answers.isMember(team, "bob")).isFalse();
        store().channels().addMember(team, "alice", "carol", HistoryVisibility.all());
        assertThat(answers.isMember(team, "carol")).isTrue();
        store().deleteUser("carol");
        assertThat(answers.isMember(team, "carol")).isFalse();
        assertThat(answers.isMember(team, "alice")).isTrue();
        store().deleteChannel(team.text());
        assertThat(answers.isMember(team, "alice")).isFalse();
    }

    @Test
    void typing_inAnotherChannel_changesNothingHere() {
        store().typing().start("alice", "general");
        String before = answers.typing(CHANNEL, "bob");
        store().typing().start("carol", "random");
        long queries = queries();

        assertThat(answers.typing(CHANNEL, "bob")).isEqualTo(before);
        assertThat(answers.typing(CHANNEL, "alice")).isEqualTo("[]\n");
        assertThat(queries() - queries).isLessThanOrEqualTo(whileNothingChanges());
    }

    @Test
    void reportThatChangesNothing_keepsTheListOfUsers() {
        store().presence().update("alice", PresenceState.ACTIVE);
        String before = answers.onlineUsers();
        store().presence().update("alice", PresenceState.ACTIVE);
        long queries = queries();

        assertThat(answers.onlineUsers()).isEqualTo(before);
        assertThat(queries() - queries).isLessThanOrEqualTo(whileNothingChanges());
    }

    @Test
    void typing_endsWithItsSecond() {
        store().typing().start("alice", "general");
        fixture.clock().step(Duration.ofMillis(5999));
        assertThat(answers.typing(CHANNEL, "bob")).contains("alice");

        fixture.clock().step(Duration.ofMillis(1));

        assertThat(answers.typing(CHANNEL, "bob")).isEqualTo("[]\n");
    }

    @Test
    void typingThatWasSwept_doesNotComeBack_whenTheClockIsSetBack() {
        store().typing().start("alice", "general");
        assertThat(answers.typing(CHANNEL, "bob")).contains("alice");
        fixture.clock().stepSeconds(10);
        fixture.sweep();

        fixture.clock().stepSeconds(-10);

        assertThat(answers.typing(CHANNEL, "bob")).isEqualTo("[]\n");
    }

    @Test
    void reportThatIsAheadOfTheClock_isNotListed() {
        store().presence().update("alice", PresenceState.ACTIVE);
        fixture.clock().stepSeconds(10);
        assertThat(answers.onlineUsers()).contains("alice");
        fixture.clock().stepSeconds(90);
        store().presence().update("alice", PresenceState.ACTIVE);

        fixture.clock().stepSeconds(-90);

        assertThat(answers.onlineUsers()).isEqualTo("{}\n");
    }

    @Test
    void call_stopsRinging_whenItsTimeIsOver() {
        store().calls().initiate("dm:alice:bob", "alice");
        fixture.clock().step(Duration.ofSeconds(30));
        assertThat(answers.incomingCalls("bob")).contains("dm:alice:bob");
        assertThat(answers.activeCall(ChannelId.parse("dm:alice:bob"), "bob")).contains("ringing");

        fixture.clock().step(Duration.ofMillis(1));

        assertThat(answers.incomingCalls("bob")).isEqualTo("[]\n");
        assertThat(answers.activeCall(ChannelId.parse("dm:alice:bob"), "bob")).isEqualTo("{\"call\":null}\n");
    }

    @Test
    void closedStore_answersNothing() {
        assertThat(answers.onlineUsers()).isEqualTo("{}\n");

        store().close();

        assertThatThrownBy(answers::onlineUsers).isInstanceOf(PresenceStoreException.Closed.class);
        assertThatThrownBy(() -> answers.incomingCalls("alice")).isInstanceOf(PresenceStoreException.Closed.class);
    }
}
