package io.minimost.presence.internal;

import java.util.List;

/** How many rows the tables have that grow with what users do. In one statement, because PostgreSQL is asked over a network. */
interface RowCountSql {
    @FastSql("""
            SELECT 'call_media' AS name, count(*) AS number FROM (SELECT 1 FROM call_media LIMIT 1000000) AS counted
            UNION ALL SELECT 'call_participants', count(*) FROM (SELECT 1 FROM call_participants LIMIT 1000000) AS counted
            UNION ALL SELECT 'call_signals', count(*) FROM (SELECT 1 FROM call_signals LIMIT 1000000) AS counted
            UNION ALL SELECT 'calls', count(*) FROM (SELECT 1 FROM calls LIMIT 1000000) AS counted
            UNION ALL SELECT 'message_reactions', count(*) FROM (SELECT 1 FROM message_reactions LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_call_ends', count(*) FROM (SELECT 1 FROM mp_call_ends LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_deliveries', count(*) FROM (SELECT 1 FROM mp_deliveries LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_empty_channels', count(*) FROM (SELECT 1 FROM mp_empty_channels LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_facts', count(*) FROM (SELECT 1 FROM mp_facts LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_presence', count(*) FROM (SELECT 1 FROM mp_presence LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_privacy', count(*) FROM (SELECT 1 FROM mp_privacy LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_read_points', count(*) FROM (SELECT 1 FROM mp_read_points LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_read_watermarks', count(*) FROM (SELECT 1 FROM mp_read_watermarks LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_sessions', count(*) FROM (SELECT 1 FROM mp_sessions LIMIT 1000000) AS counted
            UNION ALL SELECT 'mp_status', count(*) FROM (SELECT 1 FROM mp_status LIMIT 1000000) AS counted
            UNION ALL SELECT 'presence', count(*) FROM (SELECT 1 FROM presence LIMIT 1000000) AS counted
            UNION ALL SELECT 'private_channel_members', count(*) FROM (SELECT 1 FROM private_channel_members LIMIT 1000000) AS counted
            UNION ALL SELECT 'private_channels', count(*) FROM (SELECT 1 FROM private_channels LIMIT 1000000) AS counted
            UNION ALL SELECT 'read_receipts', count(*) FROM (SELECT 1 FROM read_receipts LIMIT 1000000) AS counted
            UNION ALL SELECT 'screenshares', count(*) FROM (SELECT 1 FROM screenshares LIMIT 1000000) AS counted
            UNION ALL SELECT 'share_media', count(*) FROM (SELECT 1 FROM share_media LIMIT 1000000) AS counted
            UNION ALL SELECT 'typing', count(*) FROM (SELECT 1 FROM typing LIMIT 1000000) AS counted
            """)
    List<Rows> rows();

    /** The rows of a table, counted up to a million. */
    record Rows(String table, long count) {}
}
