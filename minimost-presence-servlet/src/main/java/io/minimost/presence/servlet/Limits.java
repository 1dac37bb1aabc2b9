package io.minimost.presence.servlet;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.limits.RateLimiters;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.servlet.http.BodyLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** How much the filter accepts from clients. Immutable. Start from {@link #defaults()} and change what differs. */
public final class Limits {
    private static final Limits DEFAULTS = new Limits(
            new BodyLimits(64 * 1024, MediaLimits.DEFAULT.maxChunkBytes(), Duration.ofSeconds(30), 1024, 16, 64),
            EventHubBuilder.DEFAULT_MAX_CONNECTIONS_OF_USER,
            EventHubBuilder.DEFAULT_MAX_CONNECTIONS,
            16,
            Map.of());

    private final BodyLimits bodies;
    private final int maxStreamsOfUser;
    private final int maxStreams;
    private final int maxDirectPeople;
    private final Map<RateLimit, Rate> changedRates;

    private Limits(
            BodyLimits bodies,
            int maxStreamsOfUser,
            int maxStreams,
            int maxDirectPeople,
            Map<RateLimit, Rate> changedRates) {
        this.bodies = bodies;
        this.maxStreamsOfUser = maxStreamsOfUser;
        this.maxStreams = maxStreams;
        this.maxDirectPeople = maxDirectPeople;
        this.changedRates = changedRates;
    }

    /** The limits of a filter that is given no others. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * These limits with another maximum length of a body; a longer one gets 413. Default: 64 KiB.
     *
     * @throws IllegalArgumentException if it is less than 1 or more than 64 MiB
     */
    public Limits withMaxBodyBytes(int bytes) {
        return with(bodies.withMaxBytes(bytes));
    }

    /**
     * These limits with another maximum length of a media chunk; a longer one gets 413. Default: 1 MiB, like the store's own
     * limit, see {@code PresenceStoreBuilder.mediaLimits}.
     *
     * @throws IllegalArgumentException if it is less than 1 or more than 64 MiB
     */
    public Limits withMaxMediaBytes(int bytes) {
        return with(bodies.withMaxMediaBytes(bytes));
    }

    /**
     * These limits with other limits for slow bodies; one that is too slow gets 408. The rate is the average since the filter
     * began to wait for the body, and counts after 5 seconds. The container drops a client that sends nothing at all, see
     * {@code docs/http.md}. Default: 30 seconds and 1 KiB a second.
     *
     * @param deadline after which the filter gives up any body
     * @param minBytesPerSecond 0 means that only the deadline counts
     * @throws IllegalArgumentException if the deadline is not positive, or the rate is negative
     */
    public Limits withBodyPace(Duration deadline, int minBytesPerSecond) {
        return with(bodies.withPace(deadline, minBytesPerSecond));
    }

    /**
     * These limits with other numbers of bodies that the filter waits for at a time, each on a thread of the container; one
     * more gets 429. The filter does not wait for a body that arrives with its request. Default: 16 of a user, and 64 of all,
     * a third of a container's usual 200 threads.
     *
     * @throws IllegalArgumentException if a number is negative; 0 allows none
     */
    public Limits withWaitingBodies(int ofUser, int ofAll) {
        return with(bodies.withWaiting(ofUser, ofAll));
    }

    /**
     * These limits with other numbers of event streams that may be open at a time; one more gets 429. Default: 12 of a user,
     * as in MiniMost, and 10,000 of all.
     *
     * @throws IllegalArgumentException if a number is negative; 0 allows none
     */
    public Limits withStreams(int ofUser, int ofAll) {
        if (ofUser < 0 || ofAll < 0) {
            throw new IllegalArgumentException(
                    ofUser + " event streams of a user and " + ofAll + " of all must not be negative");
        }
        return new Limits(bodies, ofUser, ofAll, maxDirectPeople, changedRates);
    }

    /**
     * These limits with another number of people that a direct channel may have; a request for a larger one gets 400. Default:
     * 16.
     *
     * @throws IllegalArgumentException if it is less than 2
     */
    public Limits withMaxDirectPeople(int people) {
        if (people < 2) {
            throw new IllegalArgumentException(people + " people are too few for a direct channel");
        }
        return new Limits(bodies, maxStreamsOfUser, maxStreams, people, changedRates);
    }

    /** These limits with another rate at which one user may do what {@code limit} is about. */
    public Limits withRate(RateLimit limit, Rate rate) {
        Map<RateLimit, Rate> rates = new HashMap<>(changedRates);
        rates.put(Objects.requireNonNull(limit, "limit"), Objects.requireNonNull(rate, "rate"));
        return new Limits(bodies, maxStreamsOfUser, maxStreams, maxDirectPeople, rates);
    }

    BodyLimits bodies() {
        return bodies;
    }

    int maxDirectPeople() {
        return maxDirectPeople;
    }

    int maxStreamsOfUser() {
        return maxStreamsOfUser;
    }

    int maxStreams() {
        return maxStreams;
    }

    /** New buckets for all users. */
    RateLimiters rateLimiters(LongSupplier nanoTime) {
        return new RateLimiters(changedRates, nanoTime);
    }

    private Limits with(BodyLimits changed) {
        return new Limits(changed, maxStreamsOfUser, maxStreams, maxDirectPeople, changedRates);
    }
}
