package io.minimost.presence.stats;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * How long something has taken, since it was counted first. While it goes on, the components may be of slightly different
 * moments; {@code count} is always the sum of the buckets.
 *
 * @param count how often it has happened
 * @param total the time of all of them together
 * @param longest the longest time
 * @param buckets how many took how long, the fastest first; always the same bounds, from 10 µs to 10 s, and one bucket for all
 *     that took longer
 */
public record LatencyStats(long count, Duration total, Duration longest, List<Bucket> buckets) {
    /** The bound of the last bucket, which has none. */
    public static final Duration NO_BOUND = Duration.ofSeconds(Long.MAX_VALUE, 999_999_999);

    /** Copies the list. */
    public LatencyStats {
        buckets = List.copyOf(buckets);
    }

    /**
     * Those that took longer than the bound of the bucket before, and not longer than {@code upTo}.
     *
     * @param upTo {@link #NO_BOUND} in the last bucket
     * @param count how many they are
     */
    public record Bucket(Duration upTo, long count) {}

    /** The average; zero if nothing has happened. */
    public Duration mean() {
        return count == 0 ? Duration.ZERO : total.dividedBy(count);
    }

    /**
     * A time that at least this share of them did not exceed, as exact as the buckets are: the bound of a bucket, or the longest
     * time if that is less. Zero if nothing has happened.
     *
     * @param share 0.5 for the median, 0.99 for all but the slowest hundredth
     * @throws IllegalArgumentException if it is not between 0 and 1
     */
    public Duration percentile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a share of %s is not between 0 and 1", share));
        }
        long wanted = (long) Math.ceil(share * count);
        long seen = 0;
        for (Bucket bucket : buckets) {
            seen += bucket.count();
            if (seen >= wanted && seen > 0) {
                return bucket.upTo().compareTo(longest) < 0 ? bucket.upTo() : longest;
            }
        }
        return longest;
    }
}
