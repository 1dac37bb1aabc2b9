package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** The statement that differs on PostgreSQL. */
interface PostgresMergedPresenceSql extends MergedPresenceSql {
    /** None: no MiniMost writes there. */
    @Override
    @FastSql("SELECT \"user\" FROM mp_presence WHERE false LIMIT ?")
    List<String> overwritten(long limit);
}
