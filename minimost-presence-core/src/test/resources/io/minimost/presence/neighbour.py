"""What another program does to the file while a Java store has it open: reports, reads, and waits for the answer.

Usage: neighbour.py FILE SECOND. Each line on standard input is a command; each is answered by one line of JSON.
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


def typists():
    query = "SELECT user FROM typing WHERE channel = ? AND ts >= ? AND user != ?"
    return [row[0] for row in connect().execute(query, ("general", second - 5, "ed"))]


def online():
    query = "SELECT user, state, override FROM presence WHERE last_seen >= ?"
    return {user: override or state for user, state, override in connect().execute(query, (second - 3600,))}


def check():
    return connect().execute("PRAGMA integrity_check").fetchone()[0]


for line in sys.stdin:
    print(json.dumps(globals()[line.strip()]()), flush=True)
