package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.PrivacyJson;
import io.minimost.presence.presence.LastSeenPrivacy;
import io.minimost.presence.presence.Privacy;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.servlet.http.JsonBody;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.util.Optional;

/** What the user shows to others. */
record PrivacyRoutes(Privacy privacy) {
    Response settings(Request request) {
        return Response.polled(PrivacyJson.of(privacy.settingsOf(request.user())));
    }

    /** Changes those settings that are named. */
    Response change(Request request) {
        JsonBody input = request.json();
        Optional<Boolean> invisible = input.namedFlag("invisible");
        Optional<Boolean> typing = input.namedFlag("sends_typing");
        Optional<ReceiptPrivacy> receipts = input.namedWord("receipts", "all or private", ReceiptPrivacy::fromValue);
        Optional<LastSeenPrivacy> seen = input.namedWord("last_seen", "exact or nobody", LastSeenPrivacy::fromValue);
        PrivacySettings after = privacy.change(
                request.user(),
                before -> new PrivacySettings(
                        invisible.orElse(before.invisible()),
                        typing.orElse(before.sendsTyping()),
                        receipts.orElse(before.receipts()),
                        seen.orElse(before.lastSeen())));
        return Response.json(PrivacyJson.of(after));
    }
}
