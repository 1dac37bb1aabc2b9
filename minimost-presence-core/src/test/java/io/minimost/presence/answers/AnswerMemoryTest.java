package io.minimost.presence.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.answers.AnswerKey.Kind;
import io.minimost.presence.internal.AnswerVersion;
import org.junit.jupiter.api.Test;

class AnswerMemoryTest {
    private static final long MAX_BYTES = 100_000;
    private static final AnswerVersion FIRST = new AnswerVersion(1, 0, 0);
    private static final AnswerVersion SECOND = new AnswerVersion(2, 0, 0);

    private final AnswerMemory memory = new AnswerMemory(MAX_BYTES);

    private static AnswerKey key(int number) {
        return new AnswerKey(Kind.TYPING, "channel" + number);
    }

    private void put(int number, long bytes) {
        memory.put(key(number), KeptAnswer.of(FIRST, "answer" + number, key(number), bytes));
    }

    @Test
    void find_hasTheAnswerOfThisVersionOnly() {
        put(1, 100);

        assertThat(memory.find(key(1), FIRST)).contains("answer1");
        assertThat(memory.find(key(1), SECOND)).isEmpty();
        assertThat(memory.find(key(2), FIRST)).isEmpty();
        assertThat(memory.find(new AnswerKey(Kind.READ_RECEIPTS, "channel1"), FIRST))
                .isEmpty();
    }

    @Test
    void put_manyAnswers_neverTakesMoreMemoryThanAllowed() {
        for (int i = 0; i < 10_000; i++) {
            put(i, i % 3000);

            assertThat(memory.bytes()).isLessThanOrEqualTo(MAX_BYTES);
        }
        assertThat(memory.bytes()).isGreaterThan(MAX_BYTES / 3);
    }

    @Test
    void put_oneAnswerAgainAndAgain_displacesNothing() {
        put(1, 100);
        for (int i = 0; i < 10_000; i++) {
            put(2, 1000);
        }

        assertThat(memory.find(key(1), FIRST)).contains("answer1");
    }

    @Test
    void find_keepsWhatIsAskedFor_andDropsWhatIsNot() {
        put(1, 100);
        put(2, 100);
        for (int i = 10; i < 1000; i++) {
            put(i, 1000);
            assertThat(memory.find(key(1), FIRST)).contains("answer1");
        }

        assertThat(memory.find(key(2), FIRST)).isEmpty();
    }

    @Test
    void put_anAnswerThatWouldDisplaceMostOthers_isNotKept() {
        put(1, 100);
        put(2, MAX_BYTES / 3);

        assertThat(memory.find(key(2), FIRST)).isEmpty();
        assertThat(memory.find(key(1), FIRST)).contains("answer1");
    }

    @Test
    void put_withoutMemory_keepsNothing() {
        AnswerMemory none = new AnswerMemory(0);
        none.put(key(1), KeptAnswer.of(FIRST, "answer1", key(1), 10));

        assertThat(none.keepsNothing()).isTrue();
        assertThat(none.find(key(1), FIRST)).isEmpty();
    }
}
