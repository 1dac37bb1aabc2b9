package io.minimost.presence.presence;

import io.minimost.presence.events.PresenceEvent.PrivacyChanged;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * What users show to others. The store keeps the settings of each user, and what they hide is neither stored where others read it
 * nor published. A change holds for every call that begins after it, in all stores on the same file or database; a MiniMost
 * beside them does not know it. The settings outlive {@code resetLiveState}, and are deleted with the user.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class Privacy {
    private final Database database;
    private final Dao<PrivacySql> privacy;
    private final BiConsumer<Transaction, String> visibilityChanged;

    /** @param visibilityChanged writes that a user has become invisible, or is no longer */
    Privacy(Database database, Dao<PrivacySql> privacy, BiConsumer<Transaction, String> visibilityChanged) {
        this.database = database;
        this.privacy = privacy;
        this.visibilityChanged = visibilityChanged;
        database.callbacks()
                .onUserDeleted((transaction, user) -> transaction.sql(privacy).delete(user));
    }

    /** The settings of {@code user}; {@link PrivacySettings#DEFAULT} if they have changed nothing. */
    public PrivacySettings settingsOf(String user) {
        UserName.requireStored(user);
        return database.read(privacy, sql -> settings(sql.find(user)));
    }

    /**
     * Replaces the settings of {@code user}. Publishes {@link PrivacyChanged} if they changed, after the end of the typing that is no
     * longer shown.
     */
    public void set(String user, PrivacySettings settings) {
        Objects.requireNonNull(settings, "settings");
        var unused = change(user, before -> settings);
    }

    /**
     * The same for some of the settings.
     *
     * @param change returns the new settings for those until now; it may be called several times, and must not use the store
     * @return the new settings
     */
    public PrivacySettings change(String user, UnaryOperator<PrivacySettings> change) {
        UserName.require(user);
        Objects.requireNonNull(change, "change");
        PrivacySettings before = settingsOf(user);
        // First without a transaction, which all others would wait for.
        return change.apply(before).equals(before)
                ? before
                : database.write(Durability.DURABLE, Keys.EVERYTHING, transaction -> change(transaction, user, change));
    }

    private PrivacySettings change(Transaction transaction, String user, UnaryOperator<PrivacySettings> change) {
        transaction.concernsNoMiniMost();
        PrivacySql sql = transaction.sql(privacy);
        PrivacySettings before = settings(sql.find(user));
        PrivacySettings after = change.apply(before);
        if (after.equals(before)) {
            return after;
        }
        if (after.equals(PrivacySettings.DEFAULT)) {
            var unused = sql.delete(user);
        } else {
            PrivacyRow row = PrivacyRow.of(after);
            sql.put(user, row.invisible(), row.sendsTyping(), row.receipts(), row.lastSeen());
        }
        if (before.sendsTyping() && !after.sendsTyping()) {
            database.callbacks().typingHidden(transaction, user);
        }
        if (before.invisible() != after.invisible()) {
            visibilityChanged.accept(transaction, user);
        }
        transaction.publish(new PrivacyChanged(user, database.now()));
        return after;
    }

    private static PrivacySettings settings(List<PrivacyRow> rows) {
        return rows.stream().findFirst().map(PrivacyRow::settings).orElse(PrivacySettings.DEFAULT);
    }
}
