package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.SessionId;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.PresenceState;
import java.util.Optional;
import java.util.Set;

/** The presence state of users, and their override of it. */
record PresenceRoutes(UserPresence presence, PolledAnswers<Response> answers) {
    private static final Set<String> NO_OVERRIDE = Set.of("", "auto");

    /** As in MiniMost, a state that is not valid is no error, and stores nothing; nor is a session or kind. */
    Response report(Request request) {
        request.jsonIfAny()
                .ifPresent(input -> input.word("state", PresenceState::fromValue)
                        .ifPresent(state -> report(request, input, state)));
        return Response.noContent();
    }

    /** The session is that of the field, else of the header. Without any, the report is that of a MiniMost's page. */
    private void report(Request request, JsonBody input, PresenceState state) {
        Optional<String> header = request.header("X-Presence-Session");
        if (!input.has("session") && header.isEmpty()) {
            presence.update(request.user(), state);
            return;
        }
        Optional<String> session =
                (input.has("session") ? input.word("session", Optional::of) : header).filter(SessionId::isValid);
        Optional<SessionKind> kind = input.word("kind", SessionKind::fromValue);
        if (session.isPresent() && (kind.isPresent() || !input.has("kind"))) {
            report(request.user(), session.get(), kind, state);
        }
    }

    private void report(String user, String session, Optional<SessionKind> kind, PresenceState state) {
        kind.ifPresentOrElse(
                known -> presence.sessions().open(user, session, known, state),
                () -> presence.sessions().report(user, session, state));
    }

    /** The same for an override that is not valid. */
    Response setOverride(Request request) {
        request.jsonIfAny().ifPresent(input -> setOverride(request.user(), input));
        return Response.noContent();
    }

    private void setOverride(String user, JsonBody input) {
        boolean isCleared = !input.has("override")
                || input.word("override", Optional::of)
                        .filter(NO_OVERRIDE::contains)
                        .isPresent();
        if (isCleared) {
            presence.clearOverride(user);
        } else {
            input.word("override", PresenceOverride::fromValue)
                    .ifPresent(override -> presence.setOverride(user, override));
        }
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
