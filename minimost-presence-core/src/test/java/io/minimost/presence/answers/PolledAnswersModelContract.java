package io.minimost.presence.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.testing.Seeds;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calls of all kinds, with a clock that jumps forwards and backwards: after most of them, each answer that is kept must be
 * the one that a query gives. A failed run reports how to repeat it.
 */
abstract class PolledAnswersModelContract {
    @RegisterExtension
    final StoreFixture fixture;

    private final int steps;

    PolledAnswersModelContract(StoreFixture fixture, int steps) {
        this.fixture = fixture;
        this.steps = steps;
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answers_areThoseOfTheStore(long seed) {
        Random random = new Random(seed);
        RandomChanges changes = new RandomChanges(fixture, random);
        PolledAnswers<String> kept = Answers.kept(fixture.store());
        PolledAnswers<String> fresh = Answers.fresh(fixture.store());
        for (int step = 0; step < steps; step++) {
            Seeds.step(seed, step, () -> {
                String what = changes.makeOne();
                if (random.nextInt(3) == 0) {
                    return; // So that some answers are kept over several changes.
                }
                List<String> channels = changes.channels();
                assertThat(Answers.all(kept, RandomChanges.USERS, channels))
                        .as(what)
                        .isEqualTo(Answers.all(fresh, RandomChanges.USERS, channels));
            });
        }
    }
}
