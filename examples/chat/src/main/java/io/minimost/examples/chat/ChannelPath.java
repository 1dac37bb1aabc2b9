package io.minimost.examples.chat;

import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Reads the channel at the end of a path, and checks that the user may use it. */
final class ChannelPath {
    private final ChannelAccess access;

    ChannelPath(ChannelAccess access) {
        this.access = access;
    }

    ChannelId channel(HttpServletRequest request) {
        String path = request.getPathInfo();
        if (path == null || path.length() < 2) {
            throw new HttpError(HttpServletResponse.SC_NOT_FOUND, "not found");
        }
        ChannelId channel = ChannelId.parse(path.substring(1));
        if (!access.mayUse(SignedInFilter.user(request), channel)) {
            throw new HttpError(HttpServletResponse.SC_FORBIDDEN, "forbidden");
        }
        return channel;
    }
}
