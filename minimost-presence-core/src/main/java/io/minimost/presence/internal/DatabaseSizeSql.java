package io.minimost.presence.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much room the database takes. */
interface DatabaseSizeSql {
    @FastSql("""
            SELECT page_count * page_size, freelist_count * page_size
            FROM pragma_page_count(), pragma_page_size(), pragma_freelist_count()
            """)
    List<Size> size();

    /** The size of the database, and what of it holds nothing; null if that is not known. */
    record Size(long bytes, @Nullable Long freeBytes) {}
}
