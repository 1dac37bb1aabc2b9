package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.typing.Typing;

/** Who is typing in a channel. */
final class TypingRoutes {
    private final Typing typing;
    private final ChannelAccessCheck gate;

    TypingRoutes(Typing typing, ChannelAccessCheck gate) {
        this.typing = typing;
        this.gate = gate;
    }

    Response start(Request request) {
        typing.start(request.user(), gate.channel(request).text());
        return Response.noContent();
    }

    Response list(Request request) {
        return Response.polled(
                Json.strings(typing.typingUsers(gate.channel(request).text(), request.user())));
    }

    Response stop(Request request) {
        typing.stop(request.user(), gate.channel(request).text());
        return Response.noContent();
    }
}
