package io.minimost.presence.internal;

import java.sql.SQLException;

/**
 * Gives pages of the file that deleted rows have left back to the file system. In slices, because writers wait meanwhile.
 * Called by one thread at a time.
 */
final class FreePages {
    /** What stays, because it is soon needed again: half a megabyte. */
    static final int KEPT_PAGES = 128;

    /** A slice takes about as long as a small transaction, and writes about as much. */
    static final int SLICE_PAGES = 4;

    /** Slices in one sweep: 2.5 MB in a second. */
    static final int MAX_SLICES = 32;

    /** Releases a slice. Returns whether there was anything to release. */
    boolean release(SqliteConnection connection) throws SQLException {
        long free = connection.freePages();
        if (free > KEPT_PAGES) {
            connection.setDurability(Durability.EPHEMERAL);
            connection.releasePages(SLICE_PAGES);
            return connection.freePages() < free;
        }
        return false;
    }
}
