package io.minimost.presence.servlet.routes;

import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.InputField;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;

/** Lets a request through to the channel that it names, if the user may use it. */
public final class ChannelAccessCheck {
    private final GuardedAccess access;
    private final int maxDirectPeople;

    /**
     * A gate.
     *
     * @param maxDirectPeople of how many people a direct channel may be that a request names
     */
    public ChannelAccessCheck(GuardedAccess access, int maxDirectPeople) {
        this.access = access;
        this.maxDirectPeople = maxDirectPeople;
    }

    /**
     * The channel in the path of {@code request}.
     *
     * @throws HttpError if it is malformed (400), or the user may not use it (403)
     */
    ChannelId channel(Request request) {
        return channel(request, Response.error(403, "forbidden"));
    }

    /** The same with the plain text that MiniMost answers on some routes. */
    ChannelId channelOrForbidden(Request request) {
        return channel(request, Response.text(403, "forbidden"));
    }

    /**
     * The channel that {@code user} has named in the field {@code channel} of a body or a query.
     *
     * @param name what he sent, which may be empty
     * @throws HttpError if there is none or it is malformed (400), or he may not use it (403), with MiniMost's words
     */
    ChannelId namedChannel(String user, String name) {
        if (name.isEmpty()) {
            throw new HttpError(Response.error(400, "channel required"));
        }
        return usable(user, name, Response.error(403, "access denied"));
    }

    private ChannelId channel(Request request, Response forbidden) {
        return usable(request.user(), request.path("channel"), forbidden);
    }

    private ChannelId usable(String user, String name, Response forbidden) {
        ChannelId channel = named(name);
        if (!access.mayUse(user, channel)) {
            throw new HttpError(forbidden);
        }
        return channel;
    }

    /**
     * The channel that a request calls {@code name}, whoever may use it.
     *
     * @throws HttpError (400) if it is malformed
     */
    ChannelId named(String name) {
        return InputField.read("channel", name, this::parse);
    }

    private ChannelId parse(String name) {
        ChannelId channel = ChannelId.parse(name);
        if (channel instanceof ChannelId.Direct direct && direct.users().size() > maxDirectPeople) {
            throw new IllegalArgumentException("channel has %d people, at most %d are allowed"
                    .formatted(direct.users().size(), maxDirectPeople));
        }
        return channel;
    }

    /** Whether {@code user} may use {@code channel}. */
    boolean mayUse(String user, ChannelId channel) {
        return access.mayUse(user, channel);
    }

    /** The same for a channel as the store names it. */
    boolean mayUse(String user, String channel) {
        return access.mayUse(user, channel);
    }
}
