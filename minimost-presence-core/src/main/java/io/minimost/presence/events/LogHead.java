package io.minimost.presence.events;

/**
 * The end of the log.
 *
 * @param name the name of the log
 * @param sequence the newest sequence, even if that fact is pruned; 0 before the first fact
 */
record LogHead(String name, long sequence) {
    static LogHead of(FactSql sql) {
        return sql.heads().get(0);
    }
}
