package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.guard.ChannelGate;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;

/**
 * Checks whether the user of a request may use the channel that it names.
 *
 * @param isOwnRule whether the access is by the store's own rule, which depends on nothing that the store does not know
 */
public record ChannelAccessCheck(ChannelGate gate, boolean isOwnRule) {
    /**
     * The same check for requests that are polled: it asks once per change whether somebody is a member of a private channel,
     * with the promise of {@code answers}. What a host decides, it is asked each time. Not for writes, which a removal by
     * another process must not overtake unnoticed.
     */
    ChannelAccessCheck forPolling(PolledAnswers<?> answers) {
        ChannelAccess kept = (user, channel) ->
                channel instanceof ChannelId.Private own ? answers.isMember(own, user) : gate.mayUse(user, channel);
        ChannelGate polled = new ChannelGate(new GuardedAccess(kept), gate.maxDirectPeople());
        return isOwnRule ? new ChannelAccessCheck(polled, true) : this;
    }

    /** The channel in the path of {@code request}, or an {@link HttpError} (403) if the user may not use it. */
    ChannelId channel(Request request) {
        return usable(request.user(), request.path("channel"), Response.FORBIDDEN);
    }

    /** The same with the plain text that MiniMost answers on some routes. */
    ChannelId channelOrForbidden(Request request) {
        return usable(request.user(), request.path("channel"), Response.FORBIDDEN_TEXT);
    }

    /**
     * The channel that {@code user} has named in the field {@code channel} of a body or a query.
     *
     * @throws HttpError if {@code name} is empty (400), or they may not use the channel (403)
     */
    ChannelId namedChannel(String user, String name) {
        if (name.isEmpty()) {
            throw new HttpError(400, "channel required");
        }
        return usable(user, name, Response.ACCESS_DENIED);
    }

    private ChannelId usable(String user, String name, Response forbidden) {
        return gate.find(user, name).orElseThrow(() -> new HttpError(forbidden));
    }

    /** The message that the host has given {@code id}, or an {@link HttpError} (404) if {@code user} may not see it. */
    MessageRef message(MessageId id, String user, MessageLookup messages) {
        return gate.message(id, user, messages).orElseThrow(() -> new HttpError(Response.NOT_FOUND_TEXT));
    }

    boolean mayUse(String user, ChannelId channel) {
        return gate.mayUse(user, channel);
    }
}
