package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.limits.RateLimiter;
import io.minimost.presence.limits.RateLimiters;
import io.minimost.presence.servlet.http.BodyLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final Rate RATE = new Rate(0.5, 7);

    private final Limits limits = Limits.defaults();

    /** As docs/http.md promises them. */
    @Test
    void defaults_areThoseOfTheDocument() {
        assertThat(limits.bodies().maxBytes()).isEqualTo(65_536);
        assertThat(limits.bodies().maxMediaBytes()).isEqualTo(1_048_576);
        assertThat(limits.bodies()).isEqualTo(new BodyLimits(65_536, 1_048_576, Duration.ofSeconds(30), 1024, 16, 64));
        assertThat(limits.maxDirectPeople()).isEqualTo(16);
        assertThat(rates(limits))
                .isEqualTo(Map.of(
                        RateLimit.PRESENCE, allowed(new Rate(2, 20)),
                        RateLimit.TYPING, allowed(new Rate(5, 20)),
                        RateLimit.RECEIPTS, allowed(new Rate(5, 50)),
                        RateLimit.REACTIONS, allowed(new Rate(5, 20)),
                        RateLimit.CHANNELS, allowed(new Rate(60 / 3600.0, 60)),
                        RateLimit.CALLS, allowed(new Rate(10 / 60.0, 10)),
                        RateLimit.SIGNALS, allowed(new Rate(50, 200)),
                        RateLimit.MEDIA, allowed(new Rate(20, 60))));
    }

    @Test
    void defaultStreams_areTwelveOfAUser_andTenThousandOfAll() {
        assertThat(limits.maxStreamsOfUser()).isEqualTo(12);
        assertThat(limits.maxStreams()).isEqualTo(10_000);
    }

    @Test
    void eachSetting_changesItsOwnLimitAlone() {
        assertChanges(limits.withMaxBodyBytes(5), 5, 1_048_576, 16);
        assertChanges(limits.withMaxMediaBytes(5), 65_536, 5, 16);
        assertChanges(limits.withMaxDirectPeople(5), 65_536, 1_048_576, 5);
        assertChanges(limits.withStreams(5, 5), 65_536, 1_048_576, 16);
        assertThat(Limits.defaults().bodies().maxBytes()).isEqualTo(65_536);
    }

    /** What a rate allows at one moment. */
    record Allowed(int requests, Duration waitForTheNext) {}

    static Allowed allowed(Rate rate) {
        return allowed(new RateLimiter(rate, () -> 0));
    }

    private static Allowed allowed(RateLimiter limiter) {
        int requests = 0;
        Duration wait = limiter.take("alice");
        while (wait.isZero()) {
            requests++;
            wait = limiter.take("alice");
        }
        return new Allowed(requests, wait);
    }

    static Map<RateLimit, Allowed> rates(Limits limits) {
        RateLimiters limiters = limits.rateLimiters(() -> 0);
        return Arrays.stream(RateLimit.values())
                .collect(Collectors.toMap(limit -> limit, limit -> allowed(limiters.of(limit))));
    }

    private void assertChanges(Limits changed, int body, int media, int people) {
        assertThat(changed.bodies().maxBytes()).isEqualTo(body);
        assertThat(changed.bodies().maxMediaBytes()).isEqualTo(media);
        assertThat(changed.maxDirectPeople()).isEqualTo(people);
        assertThat(rates(changed)).isEqualTo(rates(limits));
    }

    @Test
    void eachRate_isOfItsOwnLimit() {
        assertOnly(RateLimit.PRESENCE, limits.withRate(RateLimit.PRESENCE, RATE));
        assertOnly(RateLimit.TYPING, limits.withRate(RateLimit.TYPING, RATE));
        assertOnly(RateLimit.RECEIPTS, limits.withRate(RateLimit.RECEIPTS, RATE));
        assertOnly(RateLimit.REACTIONS, limits.withRate(RateLimit.REACTIONS, RATE));
        assertOnly(RateLimit.CHANNELS, limits.withRate(RateLimit.CHANNELS, RATE));
        assertOnly(RateLimit.CALLS, limits.withRate(RateLimit.CALLS, RATE));
        assertOnly(RateLimit.SIGNALS, limits.withRate(RateLimit.SIGNALS, RATE));
        assertOnly(RateLimit.MEDIA, limits.withRate(RateLimit.MEDIA, RATE));
    }

    private void assertOnly(RateLimit limit, Limits changed) {
        Map<RateLimit, Allowed> expected = rates(limits);
        expected.put(limit, allowed(RATE));
        assertThat(rates(changed)).isEqualTo(expected);
        assertThat(changed.bodies().maxBytes()).isEqualTo(limits.bodies().maxBytes());
        assertThat(changed.bodies().maxMediaBytes()).isEqualTo(limits.bodies().maxMediaBytes());
        assertThat(changed.maxDirectPeople()).isEqualTo(limits.maxDirectPeople());
    }

    @Test
    void settings_addUp() {
        Limits changed = limits.withStreams(1, 2)
                .withRate(RateLimit.TYPING, RATE)
                .withRate(RateLimit.MEDIA, RATE)
                .withMaxBodyBytes(3)
                .withMaxMediaBytes(4)
                .withMaxDirectPeople(5)
                .withRate(RateLimit.CALLS, RATE);

        assertThat(changed.bodies().maxBytes()).isEqualTo(3);
        assertThat(changed.bodies().maxMediaBytes()).isEqualTo(4);
        assertThat(changed.maxDirectPeople()).isEqualTo(5);
        assertThat(rates(changed))
                .containsEntry(RateLimit.TYPING, allowed(RATE))
                .containsEntry(RateLimit.MEDIA, allowed(RATE))
                .containsEntry(RateLimit.CALLS, allowed(RATE))
                .containsEntry(RateLimit.PRESENCE, allowed(new Rate(2, 20)));
        assertThat(changed.maxStreamsOfUser()).isEqualTo(1);
        assertThat(changed.maxStreams()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MAX_BYTES})
    void lengths_upToTheLimits_areAccepted(int bytes) {
        assertThat(limits.withMaxBodyBytes(bytes).bodies().maxBytes()).isEqualTo(bytes);
        assertThat(limits.withMaxMediaBytes(bytes).bodies().maxMediaBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, MAX_BYTES + 1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void lengths_beyondTheLimits_areRejected(int bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withMaxBodyBytes(bytes))
                .withMessage("longest body %d is not between 1 and 67108864 bytes", bytes);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withMaxMediaBytes(bytes))
                .withMessage("longest piece of media %d is not between 1 and 67108864 bytes", bytes);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0"})
    void noStreams_canBeSet(int ofUser, int ofAll) {
        Limits none = limits.withStreams(ofUser, ofAll);

        assertThat(none.maxStreamsOfUser()).isEqualTo(ofUser);
        assertThat(none.maxStreams()).isEqualTo(ofAll);
    }

    @ParameterizedTest
    @CsvSource({"-1, 5", "5, -1"})
    void negativeStreams_areRejected(int ofUser, int ofAll) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withStreams(ofUser, ofAll))
                .withMessage("%d event streams of a user and %d of all must not be negative", ofUser, ofAll);
    }

    @Test
    void directChannels_areOfTwoAtLeast() {
        assertThat(limits.withMaxDirectPeople(2).maxDirectPeople()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> limits.withMaxDirectPeople(1))
                .withMessage("1 people are too few for a direct channel");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, -Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void rate_thatIsNoRate_isRejected(double perSecond) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(perSecond, 1))
                .withMessageContaining(Double.toString(perSecond));
    }

    @Test
    void rate_ofABurstOfOne_isTheLeast() {
        assertThat(new Rate(1, 1).burst()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Rate(1, 0)).withMessage("burst 0 is less than 1");
    }

    @Test
    void rate_ofZero_isNoLimit() {
        assertThat(new Rate(0, 1).isUnlimited()).isTrue();
        assertThat(new Rate(-0.0, 1).isUnlimited()).isTrue();
        assertThat(new Rate(Double.MIN_VALUE, 1).isUnlimited()).isFalse();
        assertThat(Rate.UNLIMITED.isUnlimited()).isTrue();
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks does
    void rate_thatIsNull_isRejected() {
        assertThatNullPointerException()
                .isThrownBy(() -> limits.withRate(RateLimit.TYPING, null))
                .withMessage("rate");
        assertThatNullPointerException()
                .isThrownBy(() -> limits.withRate(null, RATE))
                .withMessage("limit");
    }
}
