package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** The statement that differs on PostgreSQL. */
interface PostgresStatusSql extends StatusSql {
    /** None: no MiniMost writes there. */
    @Override
    @FastSql("SELECT \"user\" FROM mp_status WHERE false LIMIT ?")
    List<String> overridden(long limit);
}
