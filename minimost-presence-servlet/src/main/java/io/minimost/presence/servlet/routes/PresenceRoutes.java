package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.PresenceJson;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.PresenceState;
import java.util.Optional;

/** Who is here, and how. */
final class PresenceRoutes {
    private static final String STATES = "active, idle, hidden, offline";
    private static final String OVERRIDES = "active, idle, offline; auto, null or an empty text to clear it";

    private final UserPresence presence;

    PresenceRoutes(UserPresence presence) {
        this.presence = presence;
    }

    Response report(Request request) {
        presence.update(request.user(), request.json().word("state", PresenceState::fromValue, STATES));
        return Response.noContent();
    }

    Response setOverride(Request request) {
        JsonBody input = request.json();
        if (input.text("override").filter(word -> !clears(word)).isEmpty()) {
            presence.clearOverride(request.user());
        } else {
            presence.setOverride(request.user(), input.word("override", PresenceOverride::fromValue, OVERRIDES));
        }
        return Response.noContent();
    }

    Response override(Request request) {
        Optional<PresenceOverride> override = presence.override(request.user());
        return Response.polled(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "override", override.map(PresenceOverride::value).orElse(null));
            json.writeEndObject();
        }));
    }

    Response online(Request request) {
        return Response.polled(PresenceJson.online(presence.recentStates()));
    }

    private static boolean clears(String word) {
        return word.isEmpty() || word.equals("auto");
    }
}
