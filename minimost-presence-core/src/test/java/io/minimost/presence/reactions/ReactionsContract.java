package io.minimost.presence.reactions;

import static io.minimost.presence.reactions.ToggleResult.ADDED;
import static io.minimost.presence.reactions.ToggleResult.LIMIT_REACHED;
import static io.minimost.presence.reactions.ToggleResult.REMOVED;
import static io.minimost.presence.reactions.ToggleResult.UNCHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.testing.Race;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for reactions in every store. */
abstract class ReactionsContract {
    static final Instant START = StoreFixture.START;
    static final MessageRef MESSAGE = new MessageRef("general", START);
    static final MessageRef NEXT = new MessageRef("general", START.plusMillis(250));
    private static final MessageRef ELSEWHERE = new MessageRef("random", START);

    @RegisterExtension
    final StoreFixture fixture;

    ReactionsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void reactionsTo_afterNothing_isEmpty() {
        assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();
        assertThat(reactions().reactionsTo("general", List.of())).isEmpty();
        assertThat(reactions().reactionsTo("general", List.of(START))).containsExactly(entry(START, List.of()));
    }

    @Test
    void addAndRemove_tellWhetherAnythingChanged() {
        assertThat(reactions().remove(MESSAGE, "rocket", "bob")).isEqualTo(UNCHANGED);
        assertThat(reactions().add(MESSAGE, "rocket", "bob")).isEqualTo(ADDED);
        assertThat(reactions().add(MESSAGE, "rocket", "bob")).isEqualTo(UNCHANGED);
        assertThat(reactions().reactionsTo(MESSAGE)).containsExactly(new Reaction("rocket", List.of("bob")));
        assertThat(reactions().remove(MESSAGE, "rocket", "bob")).isEqualTo(REMOVED);
        assertThat(reactions().remove(MESSAGE, "rocket", "bob")).isEqualTo(UNCHANGED);
        assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();

        assertThat(fixture.takeEvents())
                .containsExactly(
                        new ReactionAdded(MESSAGE, "rocket", "bob", START),
                        new ReactionRemoved(MESSAGE, "rocket", "bob", START));
    }

    @Test
    void toggle_addsAndRemoves() {
        assertThat(reactions().toggle(MESSAGE, "rocket", "bob")).isEqualTo(ADDED);
        fixture.clock().stepSeconds(60);
        assertThat(reactions().toggle(MESSAGE, "rocket", "bob")).isEqualTo(REMOVED);
        assertThat(reactions().toggle(MESSAGE, "rocket", "bob")).isEqualTo(ADDED);

        assertThat(fixture.takeEvents())
                .containsExactly(
                        new ReactionAdded(MESSAGE, "rocket", "bob", START),
                        new ReactionRemoved(MESSAGE, "rocket", "bob", START.plusSeconds(60)),
                        new ReactionAdded(MESSAGE, "rocket", "bob", START.plusSeconds(60)));
    }

    @Test
    void reactionsTo_hasNamesAndReactorsInByteOrder() {
        for (String emoji : List.of("rocket", "\ud83d\ude80", "Rocket", "\uff5e")) {
            reactions().add(MESSAGE, emoji, "bob");
        }
        reactions().add(MESSAGE, "rocket", "\ud83d\ude00");
        reactions().add(MESSAGE, "rocket", "Zoe");
        reactions().add(MESSAGE, "rocket", "alice");

        assertThat(reactions().reactionsTo(MESSAGE))
                .extracting(Reaction::emoji)
                .containsExactly("Rocket", "rocket", "\uff5e", "\ud83d\ude80");
        Reaction rocket = reactions().reactionsTo(MESSAGE).get(1);
        assertThat(rocket.reactors()).containsExactly("Zoe", "alice", "bob", "\ud83d\ude00");
        assertThat(rocket.count()).isEqualTo(4);
        assertThat(rocket.isBy("alice")).isTrue();
        assertThat(rocket.isBy("Alice")).isFalse();
    }

    @Test
    void reactionsTo_someMessages_keepsTheirOrderAndTheirTimes() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_123);
        reactions().add(MESSAGE, "rocket", "bob");
        reactions().add(new MessageRef("general", exact), "tada", "bob");
        reactions().add(ELSEWHERE, "thumbs_up", "bob");

        assertThat(reactions().reactionsTo("general", List.of(exact, NEXT.at(), START)))
                .containsExactly(
                        entry(exact, List.of(new Reaction("tada", List.of("bob")))),
                        entry(NEXT.at(), List.of()),
                        entry(START, List.of(new Reaction("rocket", List.of("bob")))));
    }

    @Test
    void reactionsTo_thousandsOfMessages_findsEachByItsTime() {
        Random random = new Random(5);
        List<Instant> times = Stream.generate(() -> START.plusNanos(random.nextLong(1L << 56) - (1L << 55)))
                .limit(3000)
                .toList();
        Map<Instant, List<Reaction>> expected = times.stream()
                .distinct()
                .collect(Collectors.toMap(time -> time, time -> List.of(new Reaction("tada", List.of("bob")))));
        times.forEach(time -> reactions().add(new MessageRef("general", time), "tada", "bob"));

        assertThat(reactions().reactionsTo("general", times)).isEqualTo(expected);
    }

    @Test
    void events_nameTheMessageByTheTimeThatTheFileHolds() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_123);
        MessageRef message = new MessageRef("general", exact);
        assertThat(message.at()).isNotEqualTo(exact);

        reactions().toggle(message, "rocket", "bob");

        assertThat(fixture.takeEvents()).containsExactly(new ReactionAdded(message, "rocket", "bob", START));
        assertThat(reactions().reactionsTo(message)).hasSize(1);
    }

    @Test
    void limits_refuseOneTooMany() {
        fixture.reopen(builder -> builder.reactionLimits(new ReactionLimits(3, 2)));
        assertThat(reactions().add(MESSAGE, "a", "bob")).isEqualTo(ADDED);
        assertThat(reactions().add(MESSAGE, "b", "bob")).isEqualTo(ADDED);
        assertThat(reactions().add(MESSAGE, "c", "bob")).as("third of one user").isEqualTo(LIMIT_REACHED);
        assertThat(reactions().toggle(MESSAGE, "c", "alice")).isEqualTo(ADDED);
        assertThat(reactions().toggle(MESSAGE, "d", "alice"))
                .as("fourth of the message")
                .isEqualTo(LIMIT_REACHED);
        assertThat(reactions().add(MESSAGE, "a", "alice"))
                .as("one that is there")
                .isEqualTo(ADDED);
        assertThat(reactions().add(NEXT, "d", "bob")).as("another message").isEqualTo(ADDED);
        fixture.takeEvents();

        assertThat(reactions().add(MESSAGE, "d", "carol")).isEqualTo(LIMIT_REACHED);
        assertThat(fixture.takeEvents()).isEmpty();
        assertThat(reactions().reactionsTo(MESSAGE)).extracting(Reaction::emoji).containsExactly("a", "b", "c");

        reactions().remove(MESSAGE, "b", "bob");
        assertThat(reactions().toggle(MESSAGE, "d", "carol")).isEqualTo(ADDED);
    }

    @Test
    void limits_byDefault_areAHundredAndFifty() {
        Map<ToggleResult, Long> ofOne = IntStream.range(0, 52)
                .mapToObj(i -> reactions().add(MESSAGE, "r" + i, "bob"))
                .collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting()));
        assertThat(ofOne).containsOnly(entry(ADDED, 50L), entry(LIMIT_REACHED, 2L));

        IntStream.range(50, 101).forEach(i -> reactions().add(MESSAGE, "r" + i, "user" + i));
        assertThat(reactions().reactionsTo(MESSAGE)).hasSize(100);
    }

    @Test
    void limits_thatAllowNothing_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReactionLimits(0, 1))
                .withMessageContaining("0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ReactionLimits(1, -7))
                .withMessageContaining("-7");
    }

    @Test
    void results_areUnmodifiable() {
        reactions().add(MESSAGE, "rocket", "bob");

        assertThat(reactions().reactionsTo(MESSAGE)).isUnmodifiable();
        assertThat(reactions().reactionsTo(MESSAGE).get(0).reactors()).isUnmodifiable();
        assertThat(reactions().reactionsTo("general", List.of(START))).isUnmodifiable();
    }

    @Test
    void deleteMessageAndDeleteChannel_removeTheirs() {
        for (MessageRef message : List.of(MESSAGE, NEXT, ELSEWHERE)) {
            reactions().add(message, "rocket", "bob");
        }

        fixture.store().deleteMessage(MESSAGE);
        assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();
        assertThat(reactions().reactionsTo(NEXT)).hasSize(1);

        fixture.store().deleteChannel("general");
        assertThat(reactions().reactionsTo(NEXT)).isEmpty();
        assertThat(reactions().reactionsTo(ELSEWHERE)).hasSize(1);
    }

    @Test
    void toggle_byManyAtOnce_alternates() throws Exception {
        List<ToggleResult> outcomes = Race.run(25, () -> reactions().toggle(MESSAGE, "rocket", "bob"));

        int half = Race.THREADS * 25 / 2;
        assertThat(Collections.frequency(outcomes, ADDED)).isEqualTo(half);
        assertThat(Collections.frequency(outcomes, REMOVED)).isEqualTo(half);
        assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();
        // Events are delivered in the order of the commits.
        assertThat(fixture.takeEvents())
                .isEqualTo(IntStream.range(0, 2 * half)
                        .mapToObj(i -> i % 2 == 0
                                ? new ReactionAdded(MESSAGE, "rocket", "bob", START)
                                : new ReactionRemoved(MESSAGE, "rocket", "bob", START))
                        .toList());
    }

    Reactions reactions() {
        return fixture.store().reactions();
    }
}
