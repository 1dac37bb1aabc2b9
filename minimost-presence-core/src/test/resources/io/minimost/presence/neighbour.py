"""What another program does to the file while a Java store has it open: reports, reads, and waits for the answer.

Usage: neighbour.py FILE SECOND. Each line on standard input is a command and its arguments; each is answered by one line of JSON.
"""
import json
import sqlite3
import sys

path, second = sys.argv[1], int(sys.argv[2])


def connect():
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    return connection


def report():
    with connect() as db:
        db.execute("INSERT OR REPLACE INTO presence (user, last_seen, state) VALUES (?, ?, ?)", ("ed", second, "idle"))
        db.execute("INSERT OR REPLACE INTO typing (user, channel, ts) VALUES (?, ?, ?)", ("ed", "general", second))
    return "ok"


def typingUsers():
    query = "SELECT user FROM typing WHERE channel = ? AND ts >= ? AND user != ?"
    return [row[0] for row in connect().execute(query, ("general", second - 5, "ed"))]


def online(now=second):
    query = "SELECT user, state, override FROM presence WHERE last_seen >= ?"
    return {user: override or state for user, state, override in connect().execute(query, (int(now) - 3600,))}


def heartbeat(user, state, now):
    upsert = (
        "INSERT INTO presence (user, last_seen, state) VALUES (?, ?, ?) "
        "ON CONFLICT (user) DO UPDATE SET last_seen = excluded.last_seen, state = excluded.state"
    )
    with connect() as db:
        db.execute(upsert, (user, int(now), state))
    return "ok"


def endAbandonedCalls(now):
    """What a MiniMost does when somebody calls: ends the calls in which nobody has been heard and seen of late."""
    present = (
        "SELECT 1 FROM call_participants JOIN presence ON presence.user = call_participants.username "
        "WHERE call_participants.call_id = calls.call_id AND call_participants.state = 'accepted' "
        "AND coalesce(last_seen_ts, joined_ts) >= ? AND last_seen >= ?"
    )
    with connect() as db:
        sweep = "UPDATE calls SET state = 'ended', ended_ts = ? WHERE state = 'active' AND NOT EXISTS (" + present + ")"
        return db.execute(sweep, (int(now), int(now) - 60, int(now) - 120)).rowcount


def share():
    signal = "INSERT INTO call_signals (call_id, from_user, to_user, signal_type, payload, ts) VALUES (?, ?, ?, ?, ?, ?)"
    media = "INSERT INTO share_media (share_id, is_init, mime_type, data, ts) VALUES (?, ?, ?, ?, ?)"
    with connect() as db:
        db.execute(
            "INSERT INTO screenshares (share_id, channel, sharer, started_ts) VALUES (?, ?, ?, ?)",
            ("s1", "general", "ed", second + 0.5),
        )
        db.execute(signal, ("s1", "ed", "alice", "renegotiate", "{}", second + 0.5))
        db.execute(signal, ("s1", "ed", "alice", "offer", json.dumps({"sdp": "v=0 \u00e9"}), second + 0.5))
        db.execute(media, ("s1", 1, None, b"\x00\xff", second + 0.5))
        db.execute(media, ("s1", 0, None, b"\x01", second + 0.5))
    return "ok"


def signals():
    query = "SELECT payload FROM call_signals WHERE to_user = ? ORDER BY id"
    return [json.loads(row[0]) for row in connect().execute(query, ("ed",))]


def check():
    return connect().execute("PRAGMA integrity_check").fetchone()[0]


for line in sys.stdin:
    command, *arguments = line.split()
    print(json.dumps(globals()[command](*arguments)), flush=True)
