package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.PrivacyJson;
import io.minimost.presence.presence.Privacy;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;

/** What the user shows to others. */
record PrivacyRoutes(Privacy privacy) {
    Response settings(Request request) {
        return Response.polled(PrivacyJson.of(privacy.settingsOf(request.user())));
    }

    /** Changes those settings that are named. */
    Response change(Request request) {
        PrivacySettings after = privacy.change(request.user(), PrivacyJson.change(request.json()));
        return Response.json(PrivacyJson.of(after));
    }
}
