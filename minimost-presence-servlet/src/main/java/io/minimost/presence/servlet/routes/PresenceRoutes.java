package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.PresenceJson;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.PresenceState;
import java.util.Optional;

/** The presence state of users, and their override of it. */
record PresenceRoutes(UserPresence presence) {
    private static final String STATES = "active, idle, hidden, offline";
    private static final String OVERRIDES = "active, idle, offline; auto, null or an empty text to clear it";

    Response report(Request request) {
        presence.update(request.user(), request.json().word("state", PresenceState::fromValue, STATES));
        return Response.noContent();
    }

    Response setOverride(Request request) {
        JsonBody input = request.json();
        String word = input.text("override").orElse("");
        if (word.isEmpty() || word.equals("auto")) {
            presence.clearOverride(request.user());
        } else {
            presence.setOverride(request.user(), input.word("override", PresenceOverride::fromValue, OVERRIDES));
        }
        return Response.noContent();
    }

    Response override(Request request) {
        Optional<PresenceOverride> override = presence.override(request.user());
        return Response.polled(json -> json.writeStringField(
                "override", override.map(PresenceOverride::value).orElse(null)));
    }

    Response online(Request request) {
        return Response.polled(PresenceJson.online(presence.recentStates()));
    }
}
