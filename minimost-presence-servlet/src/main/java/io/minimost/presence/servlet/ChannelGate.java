package io.minimost.presence.servlet;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.values.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a request through to the channel that it names, if the user may use it. */
final class ChannelGate {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelGate.class);

    private final ChannelAccess access;

    ChannelGate(ChannelAccess access) {
        this.access = access;
    }

    /**
     * The channel in the path of {@code request}.
     *
     * @throws Refusal if it is malformed (400), or the user may not use it (403)
     */
    ChannelId channel(UserRequest request) {
        return channel(request, Reply.error(403, "forbidden"));
    }

    /** The same with the plain text that MiniMost answers on some routes. */
    ChannelId channelOrForbidden(UserRequest request) {
        return channel(request, Reply.text(403, "forbidden"));
    }

    private ChannelId channel(UserRequest request, Reply forbidden) {
        ChannelId channel = parse(request.path("channel"));
        if (!mayUse(request.user(), channel)) {
            throw new Refusal(forbidden);
        }
        return channel;
    }

    private static ChannelId parse(String text) {
        try {
            return ChannelId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Reply.badInput("channel", String.valueOf(e.getMessage())));
        }
    }

    /** Whether {@code user} may use {@code channel}. */
    boolean mayUse(String user, ChannelId channel) {
        try {
            return access.mayUse(user, channel);
        } catch (PresenceStoreException e) {
            // The answer is "not now" and not "never".
            throw e;
        } catch (Exception e) {
            LOG.error("denied {} to {}, because ChannelAccess failed", channel, user, e);
            return false;
        }
    }
}
