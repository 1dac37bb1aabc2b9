package io.minimost.presence.screenshare;

import io.minimost.presence.internal.StoreCallbacks;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;

/** Who may use the channel of a share, as far as the store knows. */
final class ShareAccess {
    private final StoreCallbacks callbacks;

    ShareAccess(StoreCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Whether {@code user} takes part in {@code channel}; in a public one, which is the host's to decide, everybody does. */
    boolean mayUse(Transaction transaction, ChannelId channel, String user) {
        return channel instanceof ChannelId.Public
                || callbacks.participants(transaction, channel).contains(user);
    }

    /** The same for the channel of a share; nobody takes part in one whose name only MiniMost accepts. */
    boolean mayUse(Transaction transaction, ScreenShare share, String user) {
        ChannelId channel;
        try {
            channel = ChannelId.parse(share.channel());
        } catch (IllegalArgumentException e) {
            return false;
        }
        return mayUse(transaction, channel, user);
    }
}
