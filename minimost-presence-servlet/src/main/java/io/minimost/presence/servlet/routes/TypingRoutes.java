package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.typing.Typing;

/** Who is typing in a channel. */
record TypingRoutes(
        Typing typing, PolledAnswers<Response> answers, ChannelAccessCheck access, ChannelAccessCheck polled) {
    Response start(Request request) {
        typing.start(request.user(), access.channel(request));
        return Response.NO_CONTENT;
    }

    Response list(Request request) {
        return answers.typing(polled.channel(request), request.user());
    }

    Response stop(Request request) {
        typing.stop(request.user(), access.channel(request));
        return Response.NO_CONTENT;
    }
}
