package io.minimost.presence.internal;

import java.util.List;

/** What PostgreSQL needs in other words. */
interface PostgresDatabaseSizeSql extends DatabaseSizeSql {
    @Override
    @FastSql("""
            SELECT CAST(coalesce(sum(pg_total_relation_size(oid)), 0) AS bigint), CAST(NULL AS bigint)
            FROM pg_class WHERE relkind = 'r' AND relnamespace = CAST(current_schema() AS regnamespace)
            """)
    List<Size> size();
}
