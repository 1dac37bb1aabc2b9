package io.minimost.presence.values;

import java.time.Instant;
import java.util.Objects;

/**
 * What identifies a message: its channel and its time. The time is rounded to what the file can hold (see
 * {@link EpochSeconds#asStored}), so that it equals the time of the same message wherever the store names it.
 *
 * @param channel a valid channel, see {@link ChannelId}
 * @param at the time of the message
 */
public record MessageRef(String channel, Instant at) {
    /**
     * Names a message.
     *
     * @throws IllegalArgumentException if {@code channel} is not valid
     */
    public MessageRef {
        ChannelId.parse(channel);
        at = EpochSeconds.asStored(Objects.requireNonNull(at, "at"));
    }

    /** The time as the file has it. */
    public double seconds() {
        return EpochSeconds.of(at);
    }
}
