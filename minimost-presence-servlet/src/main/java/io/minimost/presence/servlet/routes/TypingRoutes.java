package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import io.minimost.presence.typing.Typing;

/** Who is typing in a channel. */
final class TypingRoutes {
    private final Typing typing;
    private final ChannelGate gate;

    TypingRoutes(Typing typing, ChannelGate gate) {
        this.typing = typing;
        this.gate = gate;
    }

    Reply start(UserRequest request) {
        typing.start(request.user(), gate.channel(request).text());
        return Reply.noContent();
    }

    Reply list(UserRequest request) {
        return Reply.polled(Json.strings(typing.typists(gate.channel(request).text(), request.user())));
    }

    Reply stop(UserRequest request) {
        typing.stop(request.user(), gate.channel(request).text());
        return Reply.noContent();
    }
}
