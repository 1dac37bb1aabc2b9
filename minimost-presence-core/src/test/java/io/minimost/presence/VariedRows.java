package io.minimost.presence;

import io.minimost.presence.testing.PlainConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The same rows for each database: names that sort in other ways by bytes, by UTF-16 and by the rules of a language; calls and
 * shares that are live, over, or in a state of another version; rows that refer to nothing.
 */
final class VariedRows {
    static final String TILDE = "\uff5e wide";
    static final String SMILE = "\ud83d\ude00";
    static final String HEART = "\u2764";

    static final List<String> USERS = List.of(
            "bob",
            "Zo\u00eb",
            SMILE,
            "alice",
            "Alice",
            TILDE,
            "\u00e9mile",
            "Emile",
            "stra\u00dfe",
            "o'hara",
            "a_b",
            "a b",
            "alice2",
            "e\u0301mile");

    static final List<String> CHANNELS =
            List.of("general", "General", "dm:alice:bob", "private:1", "private:2", "gr\u00f6\u00dfe", SMILE, TILDE);

    private final PlainConnection target;

    private VariedRows(PlainConnection target) {
        this.target = target;
    }

    static void fill(PlainConnection target) {
        VariedRows rows = new VariedRows(target);
        target.sql("BEGIN");
        rows.people();
        new VariedSessions(rows::insert).fill();
        rows.messages();
        rows.channels();
        rows.calls();
        rows.traffic();
        rows.shares();
        rows.facts();
        target.sql("COMMIT");
    }

    private void people() {
        List<String> states = List.of("active", "AWAY", "Offline", "idle", "\u00c4KTIV");
        for (int i = 0; i < USERS.size(); i++) {
            insert(
                    "presence",
                    "\"user\", last_seen, state, override",
                    USERS.get(i),
                    1000L + 7 * i % 13,
                    states.get(i % 5),
                    i % 4 == 0 ? null : i % 4 == 1 ? "" : i % 4 == 2 ? "BUSY" : "away");
            for (int j = 0; j < CHANNELS.size(); j += 1 + i % 3) {
                insert("typing", "\"user\", channel, ts", USERS.get(i), CHANNELS.get(j), 995L + (i * 5 + j * 3) % 17);
            }
        }
    }

    private void messages() {
        List<Double> times =
                List.of(100.0, 100.5, 1000.000001, -1.5, 0.1, 31556889864403200.0, 1e300, -31557014167219200.0);
        List<String> emojis = List.of("rocket", HEART, HEART + "\ufe0f", HEART + "\ufe0e", "+1", "Rocket", SMILE);
        for (int i = 0; i < USERS.size(); i++) {
            for (int j = 0; j < CHANNELS.size(); j++) {
                for (int k = 0; k < times.size(); k++) {
                    if ((i * 3 + j * 5 + k) % 4 == 0) {
                        insert("read_receipts", "channel, msg_ts, reader", CHANNELS.get(j), times.get(k), USERS.get(i));
                    }
                    if ((i + j * 2 + k) % 5 == 0) {
                        insert(
                                "message_reactions",
                                "channel, msg_ts, emoji, reactor",
                                CHANNELS.get(j),
                                times.get(k),
                                emojis.get((i + k) % emojis.size()),
                                USERS.get(i));
                    }
                }
                if ((i + j) % 4 != 0) {
                    insert(
                            "mp_deliveries",
                            "channel, recipient, delivered_ts",
                            CHANNELS.get(j),
                            USERS.get(i),
                            99.5 + (i + j) % 3);
                }
                if ((i + j) % 2 == 0) {
                    insert(
                            "mp_read_points",
                            "reader, channel, read_ts, shown_ts",
                            USERS.get(i),
                            CHANNELS.get(j),
                            List.of(98.5, 100.25, 3000.5).get((i + j) % 3),
                            i % 3 == 0 ? null : List.of(99.0, 100.25, 2000.5).get((i + 2 * j) % 3));
                }
                if ((i + j) % 3 != 0) {
                    // Some older and some newer than the receipts.
                    insert(
                            "mp_read_watermarks",
                            "channel, reader, last_read_ts",
                            CHANNELS.get(j),
                            USERS.get(i),
                            List.of(99.0, 100.25, 2000.5).get((i + 2 * j) % 3));
                }
            }
        }
    }

    private void channels() {
        List<Long> ids = List.of(1L, 2L, 3L, 4L, 5L, 0L, -7L, 1_000_000_000_000_000_000L);
        for (int i = 0; i < ids.size(); i++) {
            insert(
                    "private_channels",
                    "id, name, created_by, created_ts",
                    ids.get(i),
                    "Team " + i,
                    USERS.get(i),
                    10.5 + i);
        }
        for (int i = 0; i < USERS.size(); i++) {
            insert(
                    "private_channel_members",
                    "channel_id, username, joined_ts, history_start_ts",
                    i % 2 == 0 ? 1L : 2L,
                    USERS.get(i),
                    50.25,
                    i % 3 == 0 ? null : 40.5 + i);
        }
        insert(
                "private_channel_members",
                "channel_id, username, joined_ts, history_start_ts",
                1_000_000_000_000_000_000L,
                "alice",
                50.25,
                null);
        insert("mp_empty_channels", "channel_id, since_ts", 3L, 100.0);
        insert("mp_empty_channels", "channel_id, since_ts", 2L, 90.0);
        insert("mp_empty_channels", "channel_id, since_ts", 4L, 200.0);
    }

    private void calls() {
        call("c1", "general", "bob", "ringing", 1000.0, null, null, null);
        call("c2", "dm:alice:bob", "alice", "active", 999.0, 999.5, null, "alice");
        call("c3", "general", "Zo\u00eb", "ended", 10.5, 11.0, 20.0, null);
        call("c4", "General", "alice", "rejected", 12.5, null, 20.0, "alice");
        call("c5", TILDE, SMILE, "paused", 990.0, null, null, null);
        call("c6", "private:1", "alice", "ended", 15.0, 11.0, null, "bob");
        call("C0", "gr\u00f6\u00dfe", "stra\u00dfe", "active", 1001.0, 1001.5, null, null);
        insert("mp_call_ends", "call_id, reason", "c3", "hung_up");
        insert("mp_call_ends", "call_id, reason", "c6", "missed");
        insert("mp_call_ends", "call_id, reason", "gone", "missed");
        List<String> states = List.of("accepted", "pending", "left", "rejected", "accepted");
        List<String> calls = List.of("c2", "c1", "C0", "c3", "c6", "c5", "gone");
        for (int i = 0; i < 42; i++) {
            String user = USERS.get(i * 5 % USERS.size());
            insert(
                    "call_participants",
                    "call_id, username, role, state, joined_ts, left_ts, sharing, invited_ts, last_seen_ts",
                    calls.get(i / 6),
                    user,
                    i % 6 == 0 ? "initiator" : "participant",
                    states.get(i % 5),
                    i % 2 == 0 ? null : 900.5 + i,
                    i % 3 == 0 ? null : 1000.0 + i,
                    i % 2,
                    i % 4 == 0 ? null : 985.5 + i,
                    i % 3 == 1 ? null : 990.0 + i);
        }
    }

    private void call(
            String id,
            String channel,
            String initiator,
            String state,
            double started,
            @Nullable Double answered,
            @Nullable Double ended,
            @Nullable String sharer) {
        insert(
                "calls",
                "call_id, channel, initiator, state, started_ts, answered_ts, ended_ts, screenshare_user",
                id,
                channel,
                initiator,
                state,
                started,
                answered,
                ended,
                sharer);
    }

    private void traffic() {
        List<String> sessions = List.of("c1", "c2", "c3", "s1", "s3", "gone");
        List<String> types = List.of("offer", "answer", "ice_candidate", "renegotiate");
        List<String> senders = List.of("alice", "alice:screen", "alice2", "Zo\u00eb:1", SMILE, "alice:", "bob");
        for (int i = 0; i < 60; i++) {
            insert(
                    "call_signals",
                    "id, call_id, from_user, to_user, signal_type, payload, ts",
                    i + 1L,
                    sessions.get(i % 6),
                    USERS.get(i % 5),
                    USERS.get(i / 6 % 4),
                    types.get(i % 4),
                    "{\"text\":\"" + USERS.get(i % USERS.size()) + "\"}",
                    100.5 + i);
            insert(
                    "call_media",
                    "id, call_id, sender, is_init, mime_type, data, ts",
                    i + 1L,
                    sessions.get(i % 3),
                    senders.get(i % 7),
                    i % 5 == 0 ? 1 : 0,
                    i % 5 == 0 ? "video/webm" : null,
                    bytes(i),
                    100.5 + i);
            insert(
                    "share_media",
                    "id, share_id, is_init, mime_type, data, ts",
                    i + 1L,
                    List.of("s1", "s2", "s3").get(i % 3),
                    i % 4 == 0 ? 1 : 0,
                    i % 4 == 0 ? "video/mp4" : null,
                    bytes(i),
                    100.5 + i);
        }
    }

    private void shares() {
        String columns = "share_id, channel, sharer, state, started_ts, ended_ts";
        insert("screenshares", columns, "s2", "general", "bob", "active", 100.5, null);
        insert("screenshares", columns, "s1", "general", "alice", "active", 101.5, null);
        insert("screenshares", columns, "s3", "general", "alice", "ended", 10.5, 20.0);
        insert("screenshares", columns, "S0", TILDE, SMILE, "ended", 15.5, null);
        insert("screenshares", columns, "s4", "General", "Zo\u00eb", "active", 90.5, null);
        insert("screenshares", columns, "s5", "General", "Zo\u00eb", "paused", 90.5, null);
    }

    private void facts() {
        List<String> kinds = List.of(
                "messages_read",
                "user_forgotten",
                "reaction_added",
                "channel_forgotten",
                "message_forgotten",
                "member_left",
                "of_another_version");
        for (int i = 0; i < 21; i++) {
            insert(
                    "mp_facts",
                    "seq, kind, channel, username, key, ts",
                    i + 5L,
                    kinds.get(i % 7),
                    i % 5 == 0 ? null : CHANNELS.get(i % 8),
                    i % 6 == 1 ? null : USERS.get(i % 4),
                    i % 4 == 0 ? null : "100.5",
                    100.5 + i);
        }
    }

    private static byte[] bytes(int number) {
        return ("\0\u00ff" + "x".repeat(number % 4)).getBytes(StandardCharsets.UTF_8);
    }

    private void insert(String table, String columns, @Nullable Object... values) {
        target.sql(
                "INSERT INTO %s (%s) VALUES (%s)"
                        .formatted(
                                table,
                                columns,
                                Stream.of(columns.split(",", -1))
                                        .map(column -> "?")
                                        .collect(Collectors.joining(","))),
                values);
    }
}
