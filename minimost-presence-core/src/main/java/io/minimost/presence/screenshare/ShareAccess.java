package io.minimost.presence.screenshare;

import io.minimost.presence.internal.StoreCallbacks;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;

/** Which users may use the channel of a share, as far as the store knows. */
final class ShareAccess {
    private final StoreCallbacks callbacks;

    ShareAccess(StoreCallbacks callbacks) {
        this.callbacks = callbacks;
    }

    /** Whether {@code user} is a participant of {@code channel}. True for every public channel, where the host decides. */
    boolean mayUse(Transaction transaction, ChannelId channel, String user) {
        return channel instanceof ChannelId.Public
                || callbacks.participants(transaction, channel).contains(user);
    }

    /** The same for the channel of a share; false if only MiniMost or an older version accepts its name. */
    boolean mayUse(Transaction transaction, ScreenShare share, String user) {
        return ChannelId.tryParse(share.channel())
                .filter(channel -> mayUse(transaction, channel, user))
                .isPresent();
    }
}
