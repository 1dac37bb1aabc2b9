package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.NameList;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads calls as they are after the changes that are due, whether or not a sweep has written these. */
final class CallFinder {
    private final Database database;
    private final Dao<CallSql> calls;
    private final CallDeadlines deadlines;

    CallFinder(Database database, Dao<CallSql> calls, CallDeadlines deadlines) {
        this.database = database;
        this.calls = calls;
        this.deadlines = deadlines;
    }

    Optional<Call> find(String call) {
        return withDueChanges(database.read(calls, sql -> sql.find(call))).stream()
                .findFirst();
    }

    Optional<Call> active(String channel) {
        return withDueChanges(database.read(calls, sql -> sql.liveIn(channel))).stream()
                .filter(Call::isLive)
                .findFirst();
    }

    /** In the order of {@code channels}, without those that have none. */
    Map<String, Call> active(Collection<String> channels) {
        List<CallRow> rows = database.read(calls, sql -> NameList.rows(channels, sql::liveInAny));
        Map<String, Call> first = new HashMap<>();
        withDueChanges(rows).stream().filter(Call::isLive).forEach(call -> first.putIfAbsent(call.channel(), call));
        Map<String, Call> active = new LinkedHashMap<>();
        for (String channel : channels) {
            Call call = first.get(channel);
            if (call != null) {
                active.put(channel, call);
            }
        }
        return Collections.unmodifiableMap(active);
    }

    List<Call> live() {
        return withDueChanges(database.read(calls, CallSql::live)).stream()
                .filter(Call::isLive)
                .toList();
    }

    List<Call> stored() {
        return CallRow.calls(database.read(calls, CallSql::live));
    }

    List<Call> callsOf(String user) {
        return withDueChanges(database.read(calls, sql -> sql.liveOf(user))).stream()
                .filter(call -> call.isLive() && call.participant(user).isPresent())
                .toList();
    }

    List<IncomingCall> incoming(String user) {
        Instant now = database.now();
        double oldest = EpochSeconds.of(deadlines.earliestRing(now));
        double alive = EpochSeconds.of(deadlines.earliestHeartbeat(now));
        return database.read(calls, sql -> sql.incoming(user, oldest, alive)).stream()
                .map(CallSql.Ringing::toIncomingCall)
                .toList();
    }

    private List<Call> withDueChanges(List<CallRow> rows) {
        Instant now = database.now();
        return CallRow.calls(rows).stream()
                .map(call -> deadlines.withDueChanges(call, now))
                .toList();
    }
}
