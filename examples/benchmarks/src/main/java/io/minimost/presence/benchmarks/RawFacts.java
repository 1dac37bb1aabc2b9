package io.minimost.presence.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What the store writes together with each durable change, by hand: facts for its log, and MiniMost's counter. */
final class RawFacts {
    private final PreparedStatement fact;
    private final PreparedStatement counter;

    RawFacts(RawDatabase database) throws SQLException {
        fact = database.prepare(
                "INSERT INTO mp_facts (kind, channel, username, key, ts) VALUES (?, 'general', ?, ?, ?)");
        counter = database.prepare(
                "INSERT INTO event_signal (id, gen) VALUES (1, 1)" + " ON CONFLICT (id) DO UPDATE SET gen = gen + 1");
    }

    void write(String kind, String user, long message) throws SQLException {
        fact.setString(1, kind);
        fact.setString(2, user);
        fact.setString(3, message + ".0");
        fact.setDouble(4, (double) message);
        fact.executeUpdate();
    }

    void count() throws SQLException {
        counter.executeUpdate();
    }
}
