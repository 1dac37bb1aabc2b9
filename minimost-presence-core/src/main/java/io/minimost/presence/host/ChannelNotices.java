package io.minimost.presence.host;

import io.minimost.presence.values.ChannelId;

/**
 * Receives the notices that a channel shows about itself. The host stores them as messages. It is called after the
 * change is committed. An exception is logged, and does not undo the change. Implementations must be thread-safe.
 *
 * <p>The end of a call is posted however it came about, also if nobody answered in time, but not after {@code
 * resetLiveState}. It is delivered as an event of the store. An implementation holds up other events while it runs, and
 * must not wait for one.
 */
@FunctionalInterface
public interface ChannelNotices {
    /** Shows {@code notice} in {@code channel}. */
    void post(ChannelId channel, Notice notice);

    /** Discards all notices, for a host that shows none. */
    static ChannelNotices none() {
        return (channel, notice) -> {};
    }
}
