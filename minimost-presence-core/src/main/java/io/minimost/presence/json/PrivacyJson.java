package io.minimost.presence.json;

import io.minimost.presence.presence.PrivacySettings;

/** The JSON of privacy settings. */
public final class PrivacyJson {
    private PrivacyJson() {}

    public static byte[] of(PrivacySettings settings) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeBooleanField("invisible", settings.invisible());
            json.writeStringField("last_seen", settings.lastSeen().value());
            json.writeStringField("receipts", settings.receipts().value());
            json.writeBooleanField("sends_typing", settings.sendsTyping());
            json.writeEndObject();
        });
    }
}
