package io.minimost.presence;

import io.minimost.presence.calls.Calls;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.events.Events;
import io.minimost.presence.internal.Database;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.signaling.Signals;
import io.minimost.presence.typing.Typing;

/** The capabilities of a {@link PresenceStore}. */
record Capabilities(
        Typing typing,
        UserPresence presence,
        ReadReceipts receipts,
        Reactions reactions,
        PrivateChannels channels,
        Calls calls,
        ScreenShares screenShares,
        Events events) {
    /** In the order in which their callbacks run. */
    static Capabilities of(PresenceStoreBuilder builder, Database database) {
        Typing typing = new Typing(database, builder.typingWindow);
        UserPresence presence =
                new UserPresence(database, builder.onlineWindow, builder.sessionLease, builder.presenceRetention);
        ReadReceipts receipts = new ReadReceipts(database, builder.receiptRetention);
        Reactions reactions = new Reactions(database, builder.reactionLimits);
        PrivateChannels channels = new PrivateChannels(database, builder.emptyChannelRetention);
        Signals signals = new Signals(database, builder.signalLimits);
        Calls calls = new Calls(database, builder.callTimeouts, signals, builder.mediaLimits, builder.callRetention);
        ScreenShares shares = new ScreenShares(database, signals, builder.mediaLimits, builder.callRetention);
        Events events = new Events(database, builder.factRetention, builder.maxFacts);
        return new Capabilities(typing, presence, receipts, reactions, channels, calls, shares, events);
    }
}
