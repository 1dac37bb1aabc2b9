package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.json.OverrideInput;
import io.minimost.presence.json.StateReport;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;

/** The presence state of users, and their override of it. */
record PresenceRoutes(UserPresence presence, PolledAnswers<Response> answers) {
    /** As in MiniMost, a state that is not valid is no error, and stores nothing; nor is a session or kind. */
    Response report(Request request) {
        request.jsonIfAny()
                .flatMap(input -> StateReport.of(input, request.header("X-Presence-Session")))
                .ifPresent(report -> report.store(presence, request.user()));
        return Response.NO_CONTENT;
    }

    /** The same for an override that is not valid. */
    Response setOverride(Request request) {
        request.jsonIfAny().flatMap(OverrideInput::of).ifPresent(override -> override.store(presence, request.user()));
        return Response.NO_CONTENT;
    }

    Response override(Request request) {
        Optional<PresenceOverride> override = presence.override(request.user());
        return Response.polled(json -> json.writeStringField(
                "override", override.map(PresenceOverride::value).orElse(null)));
    }

    Response states(Request request) {
        return answers.onlineUsers();
    }
}
