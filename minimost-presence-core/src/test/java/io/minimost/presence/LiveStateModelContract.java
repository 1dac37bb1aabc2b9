package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.testing.Seeds;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calls, with a clock that jumps forwards and backwards: the store must return and publish the same as the model.
 * A failed run reports how to repeat it.
 */
abstract class LiveStateModelContract {
    private static final int STEPS = 2000;
    private static final List<String> USERS = List.of("alice", "bob", "carol", "Dave", "\ud83d\ude00");
    private static final List<String> CHANNELS = List.of("general", "dm:alice:bob", "private:7");

    @RegisterExtension
    final StoreFixture fixture;

    private final LiveStateModel model = new LiveStateModel(StoreFixture.START);
    private Random random = new Random(0);

    LiveStateModelContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void store_behavesLikeTheModel(long seed) {
        random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            Seeds.step(seed, step, this::step);
        }
    }

    private void step() {
        String what = act();
        assertThat(fixture.takeEvents()).as(what).containsExactlyInAnyOrderElementsOf(model.takeEvents());
        compare(what);
    }

    /** Does one step on the store and the model; returns its description. */
    private String act() {
        String user = any(USERS);
        String channel = any(CHANNELS);
        int dice = random.nextInt(100);
        if (dice < 30) {
            fixture.store().typing().start(user, channel);
            model.start(user, channel);
            return "start " + user + " " + channel;
        } else if (dice < 36) {
            assertThat(fixture.store().typing().stop(user, channel)).isEqualTo(model.stop(user, channel));
            return "stop " + user + " " + channel;
        } else if (dice < 38) {
            fixture.store().typing().stopEverywhere(user);
            model.stopEverywhere(user);
            return "stopEverywhere " + user;
        } else if (dice < 55) {
            PresenceState state = any(List.of(PresenceState.values()));
            fixture.store().presence().update(user, state);
            model.update(user, state);
            return "update " + user + " " + state;
        } else if (dice < 59) {
            PresenceOverride override = any(List.of(PresenceOverride.values()));
            fixture.store().presence().setOverride(user, override);
            model.override(user, Optional.of(override));
            return "setOverride " + user + " " + override;
        } else if (dice < 62) {
            fixture.store().presence().clearOverride(user);
            model.override(user, Optional.empty());
            return "clearOverride " + user;
        } else if (dice < 63) {
            fixture.resetLiveState();
            model.reset();
            return "reset";
        } else if (dice < 75) {
            sweep();
            return "sweep";
        }
        Duration duration = anyDuration();
        fixture.clock().step(duration);
        model.clock(fixture.clock().instant());
        if (duration.isNegative()) {
            sweep(); // As the timer does, before the next step.
        }
        return "clock " + duration;
    }

    private void sweep() {
        fixture.sweep();
        model.sweep();
    }

    private void compare(String what) {
        String user = any(USERS);
        String channel = any(CHANNELS);
        assertThat(fixture.store().typing().typingUsers(channel, user))
                .as(what)
                .isEqualTo(model.typingUsers(channel, user));
        assertThat(fixture.store().typing().typingUsers(CHANNELS, user).values())
                .as(what)
                .containsExactlyElementsOf(
                        CHANNELS.stream().map(c -> model.typingUsers(c, user)).toList());
        assertThat(fixture.store().presence().recentStates()).as(what).containsExactlyEntriesOf(model.recentStates());
        assertThat(fixture.store().presence().statesOf(USERS)).as(what).isEqualTo(model.recentStates());
        assertThat(fixture.store().presence().lastSeen(user)).as(what).isEqualTo(model.lastSeen(user));
        assertThat(fixture.store().presence().override(user)).as(what).isEqualTo(model.override(user));
    }

    /** Whether the clock is also set back. */
    boolean mayBeSetBack() {
        return true;
    }

    private Duration anyDuration() {
        Duration duration = anyStep();
        return duration.isNegative() && !mayBeSetBack() ? duration.negated() : duration;
    }

    private Duration anyStep() {
        return switch (random.nextInt(12)) {
            case 0 -> Duration.ofSeconds(-1 - random.nextInt(4));
            case 1 -> Duration.ofSeconds(random.nextBoolean() ? -3000 : -8000);
            case 2 -> Duration.ofSeconds(3590 + random.nextInt(20));
            case 3 -> Duration.ofSeconds(random.nextInt(2000));
            case 4, 5, 6 -> Duration.ofSeconds(4 + random.nextInt(4));
            default -> Duration.ofMillis(random.nextInt(1500));
        };
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
