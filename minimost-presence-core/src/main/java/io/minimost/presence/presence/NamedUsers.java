package io.minimost.presence.presence;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.NameList;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads what is shown of several users, with one statement for all of them: a channel may have hundreds. */
final class NamedUsers {
    private final Database database;
    private final Dao<NamedUsersSql> users;
    private final OnlineWindow window;

    NamedUsers(Database database, OnlineWindow window) {
        this.database = database;
        users = database.register(NamedUsersSql.class, PostgresNamedUsersSql.class);
        this.window = window;
    }

    /** The visible state of those of {@code names} who are listed, in the order of {@code names}. */
    Map<String, PresenceState> states(Collection<String> names) {
        Instant now = database.now();
        return inOrder(
                names,
                database.read(users, sql -> sql.states(NameList.json(names), window.oldest(now), window.newest(now))),
                NamedUsersSql.Shown::user,
                row -> VisibleStates.state(row.state()));
    }

    /** The status that others see of each of {@code names} who has one, in the order of {@code names}. */
    Map<String, Status> statuses(Collection<String> names) {
        Instant now = database.now();
        String json = NameList.json(names);
        Map<String, List<StatusRow>> rows = new HashMap<>();
        for (StatusRow row : database.read(users, sql -> sql.claims(json, json, json))) {
            rows.computeIfAbsent(row.user(), user -> new ArrayList<>()).add(row);
        }
        Map<String, Status> shown = new LinkedHashMap<>();
        for (String name : names) {
            Claims.from(rows.getOrDefault(name, List.of()))
                    .at(now)
                    .shown()
                    .ifPresent(status -> shown.put(name, status));
        }
        return Collections.unmodifiableMap(shown);
    }

    /** When those of {@code names} were seen last who show it. */
    Map<String, Instant> lastSeen(Collection<String> names) {
        String json = NameList.json(names);
        return inOrder(
                names,
                database.read(users, sql -> sql.lastSeen(json, json)),
                NamedUsersSql.Seen::user,
                row -> EpochSeconds.nearestInstant(row.seen()));
    }

    private static <T, V> Map<String, V> inOrder(
            Collection<String> names, List<T> rows, Function<T, String> user, Function<T, V> value) {
        Map<String, V> known = new HashMap<>();
        rows.forEach(row -> known.put(user.apply(row), value.apply(row)));
        Map<String, V> ordered = new LinkedHashMap<>();
        for (String name : names) {
            V found = known.get(name);
            if (found != null) {
                ordered.put(name, found);
            }
        }
        return Collections.unmodifiableMap(ordered);
    }
}
