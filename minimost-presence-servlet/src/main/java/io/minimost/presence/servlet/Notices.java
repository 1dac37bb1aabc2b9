package io.minimost.presence.servlet;

import io.minimost.presence.values.ChannelId;

/**
 * Where the filter puts the lines that a channel shows about itself: the host stores them as messages. It is called after
 * the change is committed; what it throws is logged and does not undo the change. It is called by many threads at the same
 * time.
 */
@FunctionalInterface
public interface Notices {
    /** Shows {@code notice} in {@code channel}. */
    void post(ChannelId channel, Notice notice);

    /** For a host that shows no such lines. */
    static Notices none() {
        return (channel, notice) -> {};
    }
}
