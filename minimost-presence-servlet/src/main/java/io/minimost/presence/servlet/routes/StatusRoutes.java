package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.StatusInput;
import io.minimost.presence.json.StatusJson;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;

/** The status of users. MiniMost has none. */
record StatusRoutes(UserPresence presence) {
    Response own(Request request) {
        return Response.polled(own(request.user()));
    }

    Response set(Request request) {
        Status status = new StatusInput(presence.statuses(), request.json()).status();
        try {
            presence.statuses().set(request.user(), status);
        } catch (IllegalArgumentException e) {
            // All else was checked; an end may pass at any moment.
            throw HttpError.badInput("until", String.valueOf(e.getMessage()));
        }
        return Response.json(own(request.user()));
    }

    private Json.Content own(String user) {
        return StatusJson.own(
                presence.statuses().claimsOf(user), presence.statuses().statusOf(user));
    }

    Response clear(Request request) {
        presence.statuses().clear(request.user(), StatusSource.MANUAL);
        return Response.NO_CONTENT;
    }
}
