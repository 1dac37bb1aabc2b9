package io.minimost.presence.json;

import io.minimost.presence.presence.LastSeenPrivacy;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import java.util.Optional;
import java.util.function.UnaryOperator;

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

    /**
     * The change of those settings that {@code input} names.
     *
     * @throws InvalidInputException if one has a value that there is not
     */
    public static UnaryOperator<PrivacySettings> change(JsonObject input) {
        Optional<Boolean> invisible = input.namedFlag("invisible");
        Optional<Boolean> typing = input.namedFlag("sends_typing");
        Optional<ReceiptPrivacy> receipts = input.namedWord("receipts", "all or private", ReceiptPrivacy::fromValue);
        Optional<LastSeenPrivacy> seen = input.namedWord("last_seen", "exact or nobody", LastSeenPrivacy::fromValue);
        return before -> new PrivacySettings(
                invisible.orElse(before.invisible()),
                typing.orElse(before.sendsTyping()),
                receipts.orElse(before.receipts()),
                seen.orElse(before.lastSeen()));
    }
}
