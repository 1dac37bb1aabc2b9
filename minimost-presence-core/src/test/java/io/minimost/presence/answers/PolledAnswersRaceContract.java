package io.minimost.presence.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several threads change and poll the same answers: what a thread asks for after its own change shows that change. */
abstract class PolledAnswersRaceContract {
    private static final ChannelId CHANNEL = ChannelId.parse("general");
    private static final String TYPIST = "typist";

    @RegisterExtension
    final StoreFixture fixture;

    private final int times;
    private final AtomicInteger users = new AtomicInteger();
    private final ThreadLocal<String> user = ThreadLocal.withInitial(() -> "user" + users.incrementAndGet());

    PolledAnswersRaceContract(StoreFixture fixture, int times) {
        this.fixture = fixture;
        this.times = times;
    }

    @Test
    void everyAnswer_showsWhatItsThreadHasWritten() throws Exception {
        PresenceStore store = fixture.store();
        PolledAnswers<String> answers = Answers.kept(store);
        AtomicInteger turn = new AtomicInteger();
        store.typing().start(TYPIST, CHANNEL);

        Race.run(times, () -> {
            String me = user.get();
            store.typing().start(me, CHANNEL);
            assertThat(answers.typing(CHANNEL, "viewer")).contains('"' + me + '"');
            assertThat(answers.typing(CHANNEL, TYPIST)).contains('"' + me + '"').doesNotContain(TYPIST);
            assertThat(answers.typing(CHANNEL, me)).contains(TYPIST).doesNotContain('"' + me + '"');
            store.typing().stop(me, CHANNEL);
            assertThat(answers.typing(CHANNEL, "viewer")).doesNotContain('"' + me + '"');
            assertThat(answers.typing(CHANNEL, TYPIST)).doesNotContain('"' + me + '"');

            PresenceState state = turn.incrementAndGet() % 2 == 0 ? PresenceState.ACTIVE : PresenceState.IDLE;
            store.presence().update(me, state);
            assertThat(answers.onlineUsers()).contains("\"%s\":\"%s\"".formatted(me, state.value()));

            Instant read = Instant.ofEpochSecond(1_700_000_000 + turn.get());
            store.receipts().markReadUpTo(CHANNEL, me, read);
            assertThat(answers.readWatermarks(CHANNEL))
                    .contains("\"%s\":%s".formatted(me, EpochSeconds.text(EpochSeconds.of(read))));

            String share = store.screenShares().start(CHANNEL, me).orElseThrow().id();
            assertThat(answers.activeShares(CHANNEL)).contains(share);
            store.screenShares().stop(share, me);
            assertThat(answers.activeShares(CHANNEL)).doesNotContain(share);
            return true;
        });
    }

    @Test
    void membership_isWhatItsThreadHasMadeOfIt() throws Exception {
        PresenceStore store = fixture.store();
        PolledAnswers<String> answers = Answers.kept(store);
        ChannelId.Private team =
                store.channels().create("Team", "owner", List.of()).id();

        Race.run(times, () -> {
            String me = user.get();
            assertThat(answers.isMember(team, me)).isFalse();
            store.channels().addMember(team, "owner", me, HistoryVisibility.all());
            assertThat(answers.isMember(team, me)).isTrue();
            assertThat(answers.isMember(team, "owner")).isTrue();
            store.channels().removeMember(team, "owner", me);
            assertThat(answers.isMember(team, me)).isFalse();
            return true;
        });
    }
}
