package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.PresenceJson;
import io.minimost.presence.servlet.http.JsonInput;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import io.minimost.presence.user.PresenceOverride;
import io.minimost.presence.user.UserPresence;
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

    Reply report(UserRequest request) {
        presence.update(request.user(), request.json().word("state", PresenceState::ofWord, STATES));
        return Reply.noContent();
    }

    Reply setOverride(UserRequest request) {
        JsonInput input = request.json();
        if (input.text("override").filter(word -> !clears(word)).isEmpty()) {
            presence.clearOverride(request.user());
        } else {
            presence.setOverride(request.user(), input.word("override", PresenceOverride::ofWord, OVERRIDES));
        }
        return Reply.noContent();
    }

    Reply override(UserRequest request) {
        Optional<PresenceOverride> override = presence.override(request.user());
        return Reply.polled(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField(
                    "override", override.map(PresenceOverride::word).orElse(null));
            json.writeEndObject();
        }));
    }

    Reply online(UserRequest request) {
        return Reply.polled(PresenceJson.online(presence.online()));
    }

    private static boolean clears(String word) {
        return word.isEmpty() || word.equals("auto");
    }
}
