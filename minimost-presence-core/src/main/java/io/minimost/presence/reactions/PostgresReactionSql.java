package io.minimost.presence.reactions;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statement that differs on PostgreSQL. */
interface PostgresReactionSql extends ReactionSql {
    @Override
    @SqlQuery("""
            SELECT msg_ts, emoji, string_agg(reactor, '\037' ORDER BY reactor), min(rowid)
            FROM message_reactions
            WHERE channel = :channel
                AND msg_ts IN (SELECT CAST(value AS float8) FROM json_array_elements_text(CAST(:messages AS json)))
            GROUP BY msg_ts, emoji ORDER BY msg_ts, emoji
            """)
    List<ReactionRow> of(String channel, String messages);
}
