package io.minimost.presence.presence;

import java.util.Objects;

/**
 * What a user shows to others.
 *
 * @param invisible whether others see the user as offline, whatever their clients report
 * @param sendsTyping whether others see that the user types
 * @param receipts who sees what the user has read and received
 * @param lastSeen what others see of when the user was seen last
 */
public record PrivacySettings(
        boolean invisible, boolean sendsTyping, ReceiptPrivacy receipts, LastSeenPrivacy lastSeen) {
    /** Of a user who has changed nothing: everything is shown. */
    public static final PrivacySettings DEFAULT =
            new PrivacySettings(false, true, ReceiptPrivacy.ALL, LastSeenPrivacy.EXACT);

    /** Checks for null. */
    public PrivacySettings {
        Objects.requireNonNull(receipts, "receipts");
        Objects.requireNonNull(lastSeen, "lastSeen");
    }

    /** The same settings with another {@link #invisible}. */
    public PrivacySettings withInvisible(boolean other) {
        return new PrivacySettings(other, sendsTyping, receipts, lastSeen);
    }

    /** The same settings with another {@link #sendsTyping}. */
    public PrivacySettings withSendsTyping(boolean other) {
        return new PrivacySettings(invisible, other, receipts, lastSeen);
    }

    /** The same settings with another {@link #receipts}. */
    public PrivacySettings withReceipts(ReceiptPrivacy other) {
        return new PrivacySettings(invisible, sendsTyping, other, lastSeen);
    }

    /** The same settings with another {@link #lastSeen}. */
    public PrivacySettings withLastSeen(LastSeenPrivacy other) {
        return new PrivacySettings(invisible, sendsTyping, receipts, other);
    }
}
