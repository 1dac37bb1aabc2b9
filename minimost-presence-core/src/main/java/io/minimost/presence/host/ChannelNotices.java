package io.minimost.presence.host;

import io.minimost.presence.values.ChannelId;

/**
 * Where the filter puts the lines that a channel shows about itself: the host stores them as messages. It is called after
 * the change is committed; what it throws is logged and does not undo the change. It is called by many threads at the same
 * time.
 *
 * <p>That a call is over is posted however it came about, also when nobody answered in time, but not after
 * {@code resetLiveState}. It comes as an event of the store, so it holds up other events, and none may be waited for.
 */
@FunctionalInterface
public interface ChannelNotices {
    /** Shows {@code notice} in {@code channel}. */
    void post(ChannelId channel, Notice notice);

    /** For a host that shows no such lines. */
    static ChannelNotices none() {
        return (channel, notice) -> {};
    }
}
