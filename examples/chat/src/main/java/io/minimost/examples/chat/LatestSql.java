package io.minimost.examples.chat;

import java.util.Map;
import org.jdbi.v3.sqlobject.config.KeyColumn;
import org.jdbi.v3.sqlobject.config.ValueColumn;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code latest}: the last message of each channel, so that nobody need search all messages for it. */
interface LatestSql {
    @SqlUpdate("CREATE TABLE IF NOT EXISTS latest (channel TEXT PRIMARY KEY, sender TEXT NOT NULL, ts REAL NOT NULL)")
    void createTable();

    @SqlUpdate("""
            INSERT INTO latest (channel, sender, ts) VALUES (:channel, :sender, :ts)
            ON CONFLICT (channel) DO UPDATE SET sender = excluded.sender, ts = excluded.ts
            """)
    void upsert(String channel, String sender, double ts);

    @SqlQuery("SELECT channel, ts FROM latest WHERE sender <> :user ORDER BY channel")
    @KeyColumn("channel")
    @ValueColumn("ts")
    Map<String, Double> byOthers(String user);
}
