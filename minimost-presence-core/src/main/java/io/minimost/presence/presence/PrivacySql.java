package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/**
 * The table {@code mp_privacy}: what users show to others, of those who have changed it. The statements that must obey it ask it
 * themselves, so that no store needs to be told of a change.
 */
interface PrivacySql {
    @FastSql("SELECT invisible, sends_typing, receipts, last_seen FROM mp_privacy WHERE \"user\" = ?")
    List<PrivacyRow> find(String user);

    @FastSql("""
            INSERT INTO mp_privacy ("user", invisible, sends_typing, receipts, last_seen) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT ("user") DO UPDATE SET invisible = excluded.invisible, sends_typing = excluded.sends_typing,
                receipts = excluded.receipts, last_seen = excluded.last_seen
            """)
    void put(String user, long invisible, long sendsTyping, String receipts, String lastSeen);

    @FastSql("DELETE FROM mp_privacy WHERE \"user\" = ?")
    int delete(String user);
}
