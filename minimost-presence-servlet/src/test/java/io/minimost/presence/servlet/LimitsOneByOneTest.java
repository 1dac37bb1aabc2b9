package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit can be changed, and changes no other. */
class LimitsOneByOneTest {
    private static final int LONGEST = 64 * 1024 * 1024;

    private final Limits all = Limits.defaults()
            .withMaxBodyBytes(11)
            .withMaxMediaBytes(22)
            .withStreams(3, 4)
            .withMaxDirectPeople(5)
            .withRate(RateLimit.TYPING, new Rate(6, 7));

    @Test
    void numbers_areWhatTheyWereSetTo() {
        assertThat(all.bodies().maxBytes()).isEqualTo(11);
        assertThat(all.bodies().maxMediaBytes()).isEqualTo(22);
        assertThat(all.maxDirectPeople()).isEqualTo(5);
        assertThat(LimitsTest.rates(all)).containsEntry(RateLimit.TYPING, LimitsTest.allowed(new Rate(6, 7)));
    }

    @Test
    void withStreams_countsThoseOfAUserAndAll() {
        assertThat(all.maxStreamsOfUser()).isEqualTo(3);
        assertThat(all.maxStreams()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway") // what a host without null checks does
    void rate_changesItsLimitAlone(RateLimit limit) {
        Rate rate = new Rate(123, 45);
        Map<RateLimit, LimitsTest.Allowed> expected = LimitsTest.rates(all);
        expected.put(limit, LimitsTest.allowed(rate));

        Limits changed = all.withRate(limit, rate);

        assertThat(LimitsTest.rates(changed)).isEqualTo(expected);
        assertThat(changed.bodies().maxBytes()).isEqualTo(11);
        assertThat(LimitsTest.rates(all)).as("the old ones stay").doesNotContainValue(LimitsTest.allowed(rate));
        assertThatNullPointerException()
                .isThrownBy(() -> all.withRate(limit, null))
                .withMessage("rate");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, LONGEST})
    void bytes_atTheEndsOfTheirRange_areAccepted(int bytes) {
        assertThat(all.withMaxBodyBytes(bytes).bodies().maxBytes()).isEqualTo(bytes);
        assertThat(all.withMaxMediaBytes(bytes).bodies().maxMediaBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, LONGEST + 1, Integer.MAX_VALUE})
    void bytes_outsideOfTheirRange_areRejected(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withMaxBodyBytes(bytes))
                .withMessage("longest body %d is not between 1 and %d bytes", bytes, LONGEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withMaxMediaBytes(bytes))
                .withMessage("longest piece of media %d is not between 1 and %d bytes", bytes, LONGEST);
    }

    @Test
    void streams_mayBeNone_butNotNegative() {
        assertThat(all.withStreams(0, 0).maxStreams()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withStreams(-1, 2))
                .withMessage("-1 event streams of a user and 2 of all must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withStreams(1, -2))
                .withMessage("1 event streams of a user and -2 of all must not be negative");
    }

    @Test
    void directPeople_areAtLeastTwo() {
        assertThat(all.withMaxDirectPeople(2).maxDirectPeople()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.withMaxDirectPeople(1))
                .withMessage("1 people are too few for a direct channel");
    }

    @Test
    void rate_ofOneAtOnce_isAccepted_andNoneASecondIsWithoutLimit() {
        assertThat(new Rate(0, 1).isUnlimited()).isTrue();
        assertThat(new Rate(0.001, 1).isUnlimited()).isFalse();
        assertThat(Rate.UNLIMITED.isUnlimited()).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 0)).withMessage("burst 0 is less than 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(-0.5, 1))
                .withMessage("rate -0.5 a second is not a number of 0 or more");
    }
}
