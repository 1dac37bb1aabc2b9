package io.minimost.presence;

import io.minimost.presence.testing.PlainConnection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of some users of {@link VariedRows}: live, over, and of kinds and states of another version; and what some users do not
 * show.
 */
record VariedSessions(Insert insert) {
    /** Writes a row. */
    interface Insert {
        void into(String table, String columns, @Nullable Object... values);
    }

    /** What PostgreSQL knows beside the rows that it shares with SQLite. */
    static void merge(PlainConnection postgres) {
        postgres.sql("UPDATE presence SET merged = true WHERE \"user\" IN (SELECT \"user\" FROM mp_sessions)");
    }

    void fill() {
        List<String> states = List.of("active", "idle", "hidden", "AWAY");
        List<String> ids = List.of("", "desk-0001", "Desk-0001", "phone~01");
        for (int i = 0; i < VariedRows.USERS.size(); i++) {
            for (int j = 0; j < i % 5 && j < ids.size(); j++) {
                insert.into(
                        "mp_sessions",
                        "\"user\", session, kind, state, heard_ts, active_ts, until_ts, stream",
                        VariedRows.USERS.get(i),
                        ids.get(j),
                        j == 3 ? "mobile" : "web",
                        states.get((i + j) % 4),
                        980.5 + (i * 3 + j) % 30,
                        j == 1 ? null : 970.5 + i,
                        995.5 + (i * 5 + j * 7) % 40,
                        j == 0 ? null : j == 1 ? "hub" : "other");
            }
            for (int j = 0; j < i % 4; j++) {
                insert.into(
                        "mp_status",
                        "\"user\", source, state, text, emoji, until_ts, override",
                        VariedRows.USERS.get(i),
                        List.of("manual", "call", "calendar").get(j),
                        List.of("idle", "in_call", "do_not_disturb").get((i + j) % 3),
                        i % 2 == 0 ? VariedRows.SMILE : null,
                        null,
                        j == 1 ? null : 990.5 + i,
                        j == 0 && i % 3 != 0 ? "idle" : null);
            }
            if (i % 3 == 2) {
                insert.into(
                        "mp_privacy",
                        "\"user\", invisible, sends_typing, receipts, last_seen",
                        VariedRows.USERS.get(i),
                        i % 2,
                        i / 3 % 2,
                        List.of("all", "private", "friends").get(i / 2 % 3),
                        i % 4 == 0 ? "exact" : "nobody");
            }
            if (i % 4 != 3) {
                boolean isMerged = i % 5 != 0;
                insert.into(
                        "mp_presence",
                        "\"user\", state, last_seen, override, active_ts, ended_ts",
                        VariedRows.USERS.get(i),
                        isMerged
                                ? List.of("active", "AWAY", "Offline", "idle", "\u00c4KTIV")
                                        .get(i % 5)
                                : null,
                        isMerged ? 1000L + (i % 2 == 0 ? 7 * i % 13 : i) : null,
                        i % 3 == 0 ? "idle" : null,
                        i % 2 == 0 ? null : 900.5 + i,
                        i % 3 == 0 ? 950.5 : null);
            }
        }
    }
}
