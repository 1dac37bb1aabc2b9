package io.minimost.presence.presence;

/** A row of {@code mp_privacy}. */
record PrivacyRow(long invisible, long sendsTyping, String receipts, String lastSeen) {
    static PrivacyRow of(PrivacySettings settings) {
        return new PrivacyRow(
                settings.invisible() ? 1 : 0,
                settings.sendsTyping() ? 1 : 0,
                settings.receipts().value(),
                settings.lastSeen().value());
    }

    /** An unknown value, from a newer version, shows nothing. */
    PrivacySettings settings() {
        return new PrivacySettings(
                invisible != 0,
                sendsTyping != 0,
                ReceiptPrivacy.fromValue(receipts).orElse(ReceiptPrivacy.PRIVATE),
                LastSeenPrivacy.fromValue(lastSeen).orElse(LastSeenPrivacy.NOBODY));
    }
}
