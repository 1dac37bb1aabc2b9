package io.minimost.presence.servlet;

import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.servlet.http.BodyLimits;
import io.minimost.presence.servlet.http.RateLimiter;
import io.minimost.presence.servlet.http.TokenBuckets;
import io.minimost.presence.servlet.routes.RateLimit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** How much the filter accepts from clients. Immutable. Start from {@link #defaults()} and change what differs. */
public final class Limits {
    /** 64 KiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

    /** 1 MiB, like the store's own limit. */
    public static final int DEFAULT_MAX_MEDIA_BYTES = MediaLimits.DEFAULT.maxChunkBytes();

    /** 30 seconds. */
    public static final Duration DEFAULT_BODY_DEADLINE = Duration.ofSeconds(30);

    /** 1 KiB. */
    public static final int DEFAULT_MIN_BODY_BYTES_PER_SECOND = 1024;

    /** 16 bodies of one user that the filter waits for at a time. */
    public static final int DEFAULT_MAX_WAITING_BODIES_OF_USER = 16;

    /** 64 bodies of all users that the filter waits for at a time: a third of a container's usual 200 threads. */
    public static final int DEFAULT_MAX_WAITING_BODIES = 64;

    /** 2 a second, 20 at once. */
    public static final Rate DEFAULT_PRESENCE = new Rate(2, 20);

    /** 5 a second, 20 at once. */
    public static final Rate DEFAULT_TYPING = new Rate(5, 20);

    /** 5 a second, 50 at once. */
    public static final Rate DEFAULT_RECEIPTS = new Rate(5, 50);

    /** 5 a second, 20 at once. */
    public static final Rate DEFAULT_REACTIONS = new Rate(5, 20);

    /** 60 an hour, all of them at once, as in MiniMost. */
    public static final Rate DEFAULT_CHANNELS = new Rate(60 / 3600.0, 60);

    /** 10 a minute, all of them at once. */
    public static final Rate DEFAULT_CALLS = new Rate(10 / 60.0, 10);

    /** 50 a second, 200 at once: a browser that connects to several others sends dozens within a moment. */
    public static final Rate DEFAULT_SIGNALS = new Rate(50, 200);

    /** 20 a second, 60 at once: camera, microphone and screen in chunks of a fifth of a second, and delayed chunks. */
    public static final Rate DEFAULT_MEDIA = new Rate(20, 60);

    /** 12 event streams of one user at a time, as in MiniMost. */
    public static final int DEFAULT_MAX_STREAMS_OF_USER = EventHubBuilder.DEFAULT_MAX_CONNECTIONS_OF_USER;

    /** 10,000 event streams of all users at a time. */
    public static final int DEFAULT_MAX_STREAMS = EventHubBuilder.DEFAULT_MAX_CONNECTIONS;

    /** 16 people in a direct channel. */
    public static final int DEFAULT_MAX_DIRECT_PEOPLE = 16;

    private static final Limits DEFAULTS = new Limits(
            new BodyLimits(
                    DEFAULT_MAX_BODY_BYTES,
                    DEFAULT_MAX_MEDIA_BYTES,
                    DEFAULT_BODY_DEADLINE,
                    DEFAULT_MIN_BODY_BYTES_PER_SECOND,
                    DEFAULT_MAX_WAITING_BODIES_OF_USER,
                    DEFAULT_MAX_WAITING_BODIES),
            DEFAULT_MAX_STREAMS_OF_USER,
            DEFAULT_MAX_STREAMS,
            DEFAULT_MAX_DIRECT_PEOPLE,
            Map.of(
                    RateLimit.PRESENCE, DEFAULT_PRESENCE,
                    RateLimit.TYPING, DEFAULT_TYPING,
                    RateLimit.RECEIPTS, DEFAULT_RECEIPTS,
                    RateLimit.REACTIONS, DEFAULT_REACTIONS,
                    RateLimit.CHANNELS, DEFAULT_CHANNELS,
                    RateLimit.CALLS, DEFAULT_CALLS,
                    RateLimit.SIGNALS, DEFAULT_SIGNALS,
                    RateLimit.MEDIA, DEFAULT_MEDIA));

    private final BodyLimits bodies;
    private final int maxStreamsOfUser;
    private final int maxStreams;
    private final int maxDirectPeople;
    private final Map<RateLimit, Rate> rates;

    private Limits(
            BodyLimits bodies, int maxStreamsOfUser, int maxStreams, int maxDirectPeople, Map<RateLimit, Rate> rates) {
        this.bodies = bodies;
        this.maxStreamsOfUser = maxStreamsOfUser;
        this.maxStreams = maxStreams;
        this.maxDirectPeople = maxDirectPeople;
        this.rates = rates;
    }

    /** The limits of a filter that is given no others. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /**
     * These limits with another maximum length of a body; a longer one gets 413.
     *
     * @throws IllegalArgumentException if it is less than 1 or more than 64 MiB
     */
    public Limits withMaxBodyBytes(int bytes) {
        return with(bodies.withMaxBytes(bytes));
    }

    /**
     * These limits with another maximum length of a media chunk; a longer one gets 413. The store has a limit of its own, see
     * {@code PresenceStoreBuilder.mediaLimits}.
     *
     * @throws IllegalArgumentException if it is less than 1 or more than 64 MiB
     */
    public Limits withMaxMediaBytes(int bytes) {
        return with(bodies.withMaxMediaBytes(bytes));
    }

    /**
     * These limits with other limits for slow bodies; one that is too slow gets 408. The rate is the average since the filter
     * began to wait for the body, and counts after 5 seconds. The container drops a client that sends nothing at all, see
     * {@code docs/http.md}.
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
     * more gets 429. The filter does not wait for a body that arrives with its request.
     *
     * @throws IllegalArgumentException if a number is negative; 0 allows none
     */
    public Limits withWaitingBodies(int ofUser, int ofAll) {
        return with(bodies.withWaiting(ofUser, ofAll));
    }

    /**
     * These limits with other numbers of event streams that may be open at a time; one more gets 429.
     *
     * @throws IllegalArgumentException if a number is negative; 0 allows none
     */
    public Limits withStreams(int ofUser, int ofAll) {
        if (ofUser < 0 || ofAll < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "%d event streams of a user and %d of all must not be negative", ofUser, ofAll));
        }
        return new Limits(bodies, ofUser, ofAll, maxDirectPeople, rates);
    }

    /**
     * These limits with another number of people that a direct channel may have; a request for a larger one gets 400.
     *
     * @throws IllegalArgumentException if it is less than 2
     */
    public Limits withMaxDirectPeople(int people) {
        if (people < 2) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d people are too few for a direct channel", people));
        }
        return new Limits(bodies, maxStreamsOfUser, maxStreams, people, rates);
    }

    /** These limits with another rate at which one user may report a state or set their override. */
    public Limits withPresence(Rate rate) {
        return with(RateLimit.PRESENCE, rate);
    }

    /** These limits with another rate at which one user may start or stop typing. */
    public Limits withTyping(Rate rate) {
        return with(RateLimit.TYPING, rate);
    }

    /** These limits with another rate at which one user may mark a channel as read. */
    public Limits withReceipts(Rate rate) {
        return with(RateLimit.RECEIPTS, rate);
    }

    /** These limits with another rate at which one user may toggle a reaction. */
    public Limits withReactions(Rate rate) {
        return with(RateLimit.REACTIONS, rate);
    }

    /**
     * These limits with another rate at which one user may create a private channel, rename one or change its members.
     * Leaving is always allowed.
     */
    public Limits withChannels(Rate rate) {
        return with(RateLimit.CHANNELS, rate);
    }

    /**
     * These limits with another rate at which one user may start a call or a screen share, or invite another user to a call.
     * Rejecting, ending and stopping are always allowed.
     */
    public Limits withCalls(Rate rate) {
        return with(RateLimit.CALLS, rate);
    }

    /**
     * These limits with another rate at which one user may send signals, or change a call otherwise: join it, share a screen
     * in it, or report that another user is gone.
     */
    public Limits withSignals(Rate rate) {
        return with(RateLimit.SIGNALS, rate);
    }

    /** These limits with another rate at which one user may send media chunks. */
    public Limits withMedia(Rate rate) {
        return with(RateLimit.MEDIA, rate);
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

    Map<RateLimit, Rate> rates() {
        return rates;
    }

    RateLimiter rateLimiter(LongSupplier nanoTime) {
        Map<RateLimit, TokenBuckets> buckets = new EnumMap<>(RateLimit.class);
        rates.forEach((limit, rate) -> {
            if (!rate.isUnlimited()) {
                buckets.put(limit, new TokenBuckets(rate.perSecond(), rate.burst(), nanoTime));
            }
        });
        return new RateLimiter(buckets);
    }

    private Limits with(BodyLimits changed) {
        return new Limits(changed, maxStreamsOfUser, maxStreams, maxDirectPeople, rates);
    }

    private Limits with(RateLimit limit, Rate rate) {
        Map<RateLimit, Rate> changed = new EnumMap<>(rates);
        changed.put(limit, Objects.requireNonNull(rate, "rate"));
        return new Limits(bodies, maxStreamsOfUser, maxStreams, maxDirectPeople, changed);
    }

    /**
     * How often one user may send requests of a kind; one that exceeds it gets 429.
     *
     * @param perSecond how many a second in the long run; 0 means without limit
     * @param burst how many at once
     */
    public record Rate(double perSecond, int burst) {
        /** No limit, for hosts that limit requests elsewhere. */
        public static final Rate UNLIMITED = new Rate(0, 1);

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if {@code perSecond} is negative or not finite, or {@code burst} is less than 1
         */
        public Rate {
            if (!Double.isFinite(perSecond) || perSecond < 0) {
                throw new IllegalArgumentException("rate " + perSecond + " a second is not a number of 0 or more");
            }
            if (burst < 1) {
                throw new IllegalArgumentException("burst " + burst + " is less than 1");
            }
        }

        boolean isUnlimited() {
            return perSecond == 0;
        }
    }
}
