package io.minimost.presence.typing;

import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Merge;
import io.minimost.presence.internal.MergedCall;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A keystroke: begins typing, or renews it. */
final class StartTyping implements Merge<StartTyping.Keystroke, Boolean> {
    private final Dao<TypingSql> typing;
    private final Dao<PostgresTypingSql> many;
    private final TypingWindow window;

    record Keystroke(String user, String channel, Instant now) {
        Key key() {
            return new Key(user, channel);
        }
    }

    private record Key(String user, String channel) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::user).thenComparing(Key::channel);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** What all keystrokes of a user in a channel ask for. */
    private record Asked(long second, long mark) {
        Asked and(Asked other) {
            return new Asked(Math.max(second, other.second), Math.min(mark, other.mark));
        }
    }

    StartTyping(Dao<TypingSql> typing, Dao<PostgresTypingSql> many, TypingWindow window) {
        this.typing = typing;
        this.many = many;
        this.window = window;
    }

    @Override
    public Durability durability() {
        return Durability.EPHEMERAL;
    }

    /** A renewal changes the order. */
    @Override
    public ChangeScope changes(Keystroke keystroke, List<StoreEvent> events) {
        return ChangeScope.typing(keystroke.channel());
    }

    @Override
    public Boolean run(Transaction transaction, Keystroke keystroke) {
        TypingSql sql = transaction.sql(typing);
        String user = keystroke.user();
        String channel = keystroke.channel();
        Instant now = keystroke.now();
        long second = EpochSeconds.floor(now);
        int renewed = sql.renew(second, user, channel, window.oldest(now), window.newest(now));
        if (renewed == 0) {
            if (sql.hidden(user) != null) {
                return false;
            }
            // Earlier typing may have expired since the last sweep.
            sql.delete(user, channel).ifPresent(then -> transaction.publish(window.stop(user, channel, then, now)));
            sql.insert(user, channel, second);
            transaction.publish(new TypingStarted(channel, user, now));
        }
        return renewed == 0;
    }

    @Override
    public void runAll(Transaction transaction, List<MergedCall<Keystroke, Boolean>> calls) {
        // Sorted, so that two nodes lock the rows in the same order.
        SortedMap<Key, Asked> asked = new TreeMap<>();
        for (MergedCall<Keystroke, Boolean> call : calls) {
            asked.merge(
                    call.argument().key(),
                    new Asked(EpochSeconds.floor(call.argument().now()), call.mark()),
                    Asked::and);
        }
        Instant latest = calls.stream()
                .map(call -> call.argument().now())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        PostgresTypingSql sql = transaction.sql(many);
        Map<Key, PostgresTypingSql.Start> starts = new HashMap<>();
        write(sql, asked, latest).forEach(start -> starts.put(new Key(start.user(), start.channel()), start));
        asked.keySet().removeAll(starts.keySet());
        Set<String> hidden = asked.isEmpty() ? Set.of() : hidden(sql, asked.keySet());
        Set<Key> seen = new HashSet<>();
        for (MergedCall<Keystroke, Boolean> call : calls) {
            PostgresTypingSql.Start start = starts.get(call.argument().key());
            if (start != null) {
                call.complete(seen.add(call.argument().key()) && publish(call, start));
            } else if (hidden.contains(call.argument().user())) {
                call.complete(false);
            }
        }
    }

    private List<PostgresTypingSql.Start> write(PostgresTypingSql sql, SortedMap<Key, Asked> asked, Instant now) {
        long from = window.oldest(now);
        long to = window.newest(now);
        if (asked.size() == 1) {
            Key key = asked.firstKey();
            Asked one = asked.values().iterator().next();
            return sql.startOne(key.user(), key.channel(), one.second(), one.mark(), key.user(), from, to);
        }
        return sql.start(
                asked.keySet().stream().map(Key::user).toArray(String[]::new),
                asked.keySet().stream().map(Key::channel).toArray(String[]::new),
                asked.values().stream().map(Asked::second).toArray(Long[]::new),
                asked.values().stream().map(Asked::mark).toArray(Long[]::new),
                from,
                to);
    }

    /** Asked only about those for whom nothing was written: few hide that they type, and the statement for all others is faster. */
    private static Set<String> hidden(PostgresTypingSql sql, Set<Key> leftOut) {
        return Set.copyOf(
                sql.hiddenAmong(leftOut.stream().map(Key::user).distinct().toArray(String[]::new)));
    }

    /** Returns whether the typing began. */
    private static boolean publish(MergedCall<Keystroke, Boolean> call, PostgresTypingSql.Start start) {
        Instant now = call.argument().now();
        if (!start.began()) {
            return false;
        }
        if (!start.inserted()) {
            call.publish(new TypingStopped(start.channel(), start.user(), TypingStopped.Reason.EXPIRED, now));
        }
        call.publish(new TypingStarted(start.channel(), start.user(), now));
        return true;
    }
}
