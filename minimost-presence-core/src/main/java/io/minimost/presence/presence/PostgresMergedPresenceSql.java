package io.minimost.presence.presence;

import io.minimost.presence.internal.FastSql;
import java.util.List;

/** The statements that differ on PostgreSQL. */
interface PostgresMergedPresenceSql extends MergedPresenceSql {
    /** None: no MiniMost writes there. */
    @Override
    @FastSql("SELECT \"user\" FROM mp_presence WHERE false LIMIT ?")
    List<String> overwritten(long limit);

    @Override
    @FastSql("""
            UPDATE mp_presence SET last_seen = seen FROM unnest(?, ?) AS renewed (seen, name) WHERE "user" = name
            """)
    int renewSeen(Long[] times, String[] users);
}
