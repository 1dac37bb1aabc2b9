package io.minimost.presence.values;

import java.time.Instant;
import java.util.Objects;

/**
 * The identity of a message: its channel and its time. The time is rounded to the precision of the file (see
 * {@link EpochSeconds#asStored}), so that it equals every time that the store returns for the message. Immutable.
 *
 * @param channel a valid channel, see {@link ChannelId}, or one that an older version accepted
 * @param at the time of the message
 */
public record MessageRef(String channel, Instant at) {
    /**
     * A reference to a message.
     *
     * @throws IllegalArgumentException if {@code channel} is neither
     */
    public MessageRef {
        ChannelId.requireStored(channel);
        at = EpochSeconds.asStored(Objects.requireNonNull(at, "at"));
    }

    /** A reference to a message of a channel that was parsed already. */
    public MessageRef(ChannelId channel, Instant at) {
        this(Objects.requireNonNull(channel, "channel").text(), at);
    }

    /** The time in seconds since 1970, as stored in the file. */
    public double seconds() {
        return EpochSeconds.of(at);
    }
}
