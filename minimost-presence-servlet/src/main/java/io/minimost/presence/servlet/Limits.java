package io.minimost.presence.servlet;

import java.util.Objects;

/**
 * How much the filter takes from a client. Immutable. Start from {@link #defaults()} and change what differs; components
 * will be added.
 *
 * @param maxBodyBytes the longest request body, in bytes; a longer one is answered with 413
 * @param presence how often one user may report a state or set his override
 * @param typing how often one user may start or stop typing
 * @param receipts how often one user may mark a channel as read
 * @param reactions how often one user may toggle a reaction
 * @param channels how often one user may found a private channel, or rename one or change its members; leaving
 *     is always allowed
 */
public record Limits(int maxBodyBytes, Rate presence, Rate typing, Rate receipts, Rate reactions, Rate channels) {
    /** 64 KiB. */
    public static final int DEFAULT_MAX_BODY_BYTES = 64 * 1024;

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

    private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

    private static final Limits DEFAULTS = new Limits(
            DEFAULT_MAX_BODY_BYTES,
            DEFAULT_PRESENCE,
            DEFAULT_TYPING,
            DEFAULT_RECEIPTS,
            DEFAULT_REACTIONS,
            DEFAULT_CHANNELS);

    /**
     * Limits.
     *
     * @throws IllegalArgumentException if {@code maxBodyBytes} is less than 1 or more than 64 MiB
     */
    public Limits {
        if (maxBodyBytes < 1 || maxBodyBytes > MAX_BODY_BYTES) {
            throw new IllegalArgumentException(
                    "longest body %d is not between 1 and %d bytes".formatted(maxBodyBytes, MAX_BODY_BYTES));
        }
        Objects.requireNonNull(presence, "presence");
        Objects.requireNonNull(typing, "typing");
        Objects.requireNonNull(receipts, "receipts");
        Objects.requireNonNull(reactions, "reactions");
        Objects.requireNonNull(channels, "channels");
    }

    /** The limits of a filter that is given no others. */
    public static Limits defaults() {
        return DEFAULTS;
    }

    /** These limits, with another longest body. */
    public Limits withMaxBodyBytes(int bytes) {
        return new Limits(bytes, presence, typing, receipts, reactions, channels);
    }

    /** These limits, with another rate of presence reports. */
    public Limits withPresence(Rate rate) {
        return new Limits(maxBodyBytes, rate, typing, receipts, reactions, channels);
    }

    /** These limits, with another rate of typing reports. */
    public Limits withTyping(Rate rate) {
        return new Limits(maxBodyBytes, presence, rate, receipts, reactions, channels);
    }

    /** These limits, with another rate of read marks. */
    public Limits withReceipts(Rate rate) {
        return new Limits(maxBodyBytes, presence, typing, rate, reactions, channels);
    }

    /** These limits, with another rate of reactions. */
    public Limits withReactions(Rate rate) {
        return new Limits(maxBodyBytes, presence, typing, receipts, rate, channels);
    }

    /** These limits, with another rate of changes to private channels. */
    public Limits withChannels(Rate rate) {
        return new Limits(maxBodyBytes, presence, typing, receipts, reactions, rate);
    }

    /**
     * How often one user may do something; what is too much is answered with 429.
     *
     * @param perSecond how many times a second in the long run; 0 means without limit
     * @param burst how many times at once
     */
    public record Rate(double perSecond, int burst) {
        /** For hosts that limit elsewhere. */
        public static final Rate UNLIMITED = new Rate(0, 1);

        /**
         * A rate.
         *
         * @throws IllegalArgumentException if {@code perSecond} is negative or not finite, or {@code burst} less than 1
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
