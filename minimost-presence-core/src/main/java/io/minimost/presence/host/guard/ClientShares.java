package io.minimost.presence.host.guard;

import io.minimost.presence.json.SignalInput;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.screenshare.ScreenShares;
import io.minimost.presence.screenshare.StopShareResult;
import io.minimost.presence.signaling.SendSignalResult;
import java.util.Optional;

/**
 * Screen shares for clients. To a user who may not use a channel its shares do not exist; in a public channel the host decides
 * who may. Thread-safe.
 */
public record ClientShares(ScreenShares shares, ChannelGate gate, GuardedUsers users) {
    /** The share; empty if there is none, or {@code user} may not use its channel. */
    public Optional<ScreenShare> find(String id, String user) {
        return shares.find(id).filter(share -> gate.mayUse(user, share.channel()));
    }

    /** Stops a share. The sharer may do so without access to the channel. */
    public StopShareResult stop(String id, String user) {
        StopShareResult result = shares.stop(id, user);
        return result == StopShareResult.NOT_ALLOWED && find(id, user).isEmpty()
                ? StopShareResult.NO_SUCH_SHARE
                : result;
    }

    /** Sends a signal between the sharer and a viewer: in a public channel, each user whom the host allows. */
    public SendSignalResult send(String id, String from, SignalInput signal) {
        Optional<ScreenShare> share = find(id, from);
        if (share.isEmpty()) {
            return SendSignalResult.NOT_FOUND;
        } else if (!share.get().active()) {
            return SendSignalResult.OVER;
        } else if (!isRecipient(share.get(), from, signal.to())) {
            return SendSignalResult.NO_SUCH_RECIPIENT;
        }
        return signal.send(payload -> shares.signals().send(id, from, signal.to(), signal.type(), payload));
    }

    private boolean isRecipient(ScreenShare share, String from, String to) {
        if (!from.equals(share.sharer())) {
            return to.equals(share.sharer());
        }
        return !to.equals(from)
                && gate.mayUse(to, share.channel())
                && users.find(to).filter(to::equals).isPresent();
    }
}
