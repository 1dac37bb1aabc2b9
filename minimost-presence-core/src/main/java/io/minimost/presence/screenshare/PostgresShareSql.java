package io.minimost.presence.screenshare;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statement that differs on PostgreSQL, which reads an array of JSON in another way. */
interface PostgresShareSql extends ShareSql {
    @Override
    @SqlQuery(SHARES + """
            WHERE channel IN (SELECT json_array_elements_text(CAST(:channels AS json))) AND state = 'active' ORDER BY rowid
            """)
    List<ScreenShare> activeInAny(String channels);
}
