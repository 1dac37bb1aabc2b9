package io.minimost.presence.calls;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The statement that differs on PostgreSQL, which reads an array of JSON in another way. */
interface PostgresCallSql extends CallSql {
    @Override
    @SqlQuery(CALLS
            + "WHERE calls.channel IN (SELECT json_array_elements_text(CAST(:channels AS json))) AND"
            + IS_LIVE
            + IN_ORDER)
    List<CallRow> liveInAny(String channels);
}
