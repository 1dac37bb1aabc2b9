package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** Inserts calls into the tables without any checks. */
final class CallTables {
    private final Database database;
    private final Dao<PlainSql> sql;

    CallTables(Database database) {
        this.database = database;
        sql = database.register(PlainSql.class);
    }

    void call(String call, String state) {
        database.write(Durability.DURABLE, transaction -> transaction.sql(sql).insertCall(call, state));
    }

    void participant(String call, String user, String state) {
        database.write(Durability.DURABLE, transaction -> transaction.sql(sql).insertParticipant(call, user, state));
    }

    /** A chunk of the recordings {@code sender} and {@code sender:cam}, as an older version stored them. */
    void media(String call, String sender) {
        database.execute(Durability.DURABLE, transaction -> {
            transaction.sql(sql).insertMedia(call, sender, new byte[] {1});
            transaction.sql(sql).insertMedia(call, sender + ":cam", new byte[] {1});
        });
    }

    void setState(String call, String state) {
        database.write(Durability.DURABLE, transaction -> transaction.sql(sql).setState(call, state));
    }

    interface PlainSql {
        @SqlUpdate("INSERT INTO calls (call_id, channel, initiator, state, started_ts)"
                + " VALUES (:call, :call, 'alice', :state, 1.8e9)")
        int insertCall(String call, String state);

        @SqlUpdate("INSERT INTO call_participants (call_id, username, state) VALUES (:call, :user, :state)")
        int insertParticipant(String call, String user, String state);

        @SqlUpdate("INSERT INTO call_media (call_id, sender, data, ts) VALUES (:call, :sender, :data, 1.8e9)")
        int insertMedia(String call, String sender, byte[] data);

        @SqlUpdate("UPDATE calls SET state = :state WHERE call_id = :call")
        int setState(String call, String state);
    }
}
