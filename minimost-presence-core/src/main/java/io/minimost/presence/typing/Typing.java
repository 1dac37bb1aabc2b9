package io.minimost.presence.typing;

import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is typing where.
 *
 * <p>A client calls {@link #start} while its user types, again and again; nothing needs to be called when he stops. A user
 * counts as typing for the typing window after the last call, in whole seconds: with the window of 5 seconds, a call at
 * second 100 is seen until second 105 is over, as in MiniMost ({@code GET /typing/<channel>}).
 *
 * <p>Whether a user may type or look into a channel is the host's decision. Names and channels must be valid
 * ({@link UserName}, {@link ChannelId}), else {@link IllegalArgumentException}. No method returns or takes null.
 * Thread-safe.
 */
public final class Typing {
    /** A stored time may be this much ahead of the clock; beyond it, the clock was set back and the row has expired. */
    private static final long TOLERATED_FUTURE_SECONDS = 2;

    private static final long NONE = Long.MIN_VALUE;

    private final Database database;
    private final Dao<TypingSql> typing;
    private final long windowSeconds;

    /** The second that the last sweep saw whole; see there. */
    private volatile long sweptSecond = NONE;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Typing(Database database, Duration window) {
        this.database = database;
        this.typing = database.register(TypingSql.class, new TypingRowMapper());
        this.windowSeconds = window.toSeconds();
        database.hooks().onSweep(this::sweep);
        database.hooks().onMemberLost(this::stop);
        database.hooks().onUserDeleted((transaction, user) -> stopEverywhere(transaction, user, database.now()));
        database.hooks()
                .onChannelDeleted(
                        (transaction, channel) -> transaction.sql(typing).deleteChannel(channel));
    }

    /**
     * Records that {@code user} is typing in {@code channel} now. Announces {@link TypingStarted} unless he already was, and
     * before it {@link TypingStopped} if what he typed earlier has run out and no sweep has told of it yet.
     */
    public void start(String user, String channel) {
        UserName.require(user);
        ChannelId.parse(channel);
        Instant now = database.now();
        long second = EpochSeconds.floor(now);
        if (second != sweptSecond) {
            // Should the clock be set back to the swept second, this row will be too far ahead.
            sweptSecond = NONE;
        }
        database.write(Durability.EPHEMERAL, transaction -> {
            TypingSql sql = transaction.sql(typing);
            int renewed = sql.renew(second, user, channel, oldestLive(second), newestLive(second));
            if (renewed == 0) {
                // What he typed before has run out, and no sweep has come by yet.
                end(transaction, user, channel, now);
                sql.insert(user, channel, second);
                transaction.publish(new TypingStarted(channel, user, now));
            }
            return renewed;
        });
    }

    /**
     * Records that {@code user} no longer types in {@code channel}, for instance because the message was sent.
     *
     * @return whether he was typing there
     */
    public boolean stop(String user, String channel) {
        UserName.require(user);
        ChannelId.parse(channel);
        Instant now = database.now();
        return database.write(Durability.EPHEMERAL, transaction -> stop(transaction, channel, user, now));
    }

    /** Records that {@code user} no longer types anywhere, for instance because he signed out. */
    public void stopEverywhere(String user) {
        UserName.require(user);
        Instant now = database.now();
        database.write(Durability.EPHEMERAL, transaction -> stopEverywhere(transaction, user, now));
    }

    /**
     * Those who are typing in {@code channel}, without {@code viewer} himself; least recently renewed first (to the second,
     * then in the order in which they began).
     */
    public List<String> typingUsers(String channel, String viewer) {
        ChannelId.parse(channel);
        UserName.require(viewer);
        long now = EpochSeconds.floor(database.now());
        return List.copyOf(
                database.read(typing, sql -> sql.typingUsers(channel, oldestLive(now), newestLive(now), viewer)));
    }

    /** All who are typing in {@code channel}, in the same order: for a server that tells many viewers at once. */
    public List<String> typingUsers(String channel) {
        ChannelId.parse(channel);
        long now = EpochSeconds.floor(database.now());
        return List.copyOf(database.read(typing, sql -> sql.everybody(channel, oldestLive(now), newestLive(now))));
    }

    /** The same as one of them sees it, for several channels, in the order of {@code channels}; a channel where nobody types has an empty list. */
    public Map<String, List<String>> typingUsers(Collection<String> channels, String viewer) {
        // A copy: the caller's collection may change after the checks, or ask the store while it is iterated.
        List<String> names = new ArrayList<>(Objects.requireNonNull(channels, "channels"));
        names.forEach(ChannelId::parse);
        UserName.require(viewer);
        long now = EpochSeconds.floor(database.now());
        return database.read(typing, sql -> {
            Map<String, List<String>> typingUsers = new LinkedHashMap<>();
            for (String channel : names) {
                typingUsers.put(
                        channel, List.copyOf(sql.typingUsers(channel, oldestLive(now), newestLive(now), viewer)));
            }
            return Collections.unmodifiableMap(typingUsers);
        });
    }

    /**
     * Deletes what has run out, and announces it. Rows run out when a second begins, so the table, which has no index on
     * {@code ts}, is read once in each second.
     */
    private void sweep() {
        Instant now = database.now();
        long second = EpochSeconds.floor(now);
        if (second == sweptSecond) {
            return;
        }
        long oldest = oldestLive(second);
        long newest = newestLive(second);
        // Look before taking the write lock: mostly there is nothing.
        if (database.read(typing, sql -> sql.anyOutside(oldest, newest)).isPresent()) {
            deleteOutside(oldest, newest, now);
        }
        sweptSecond = second;
    }

    private void deleteOutside(long oldest, long newest, Instant now) {
        database.write(Durability.EPHEMERAL, transaction -> {
            List<TypingRow> rows = transaction.sql(typing).deleteOutside(oldest, newest);
            rows.forEach(row -> transaction.publish(new TypingStopped(row.channel(), row.user(), Reason.EXPIRED, now)));
            return rows.size();
        });
    }

    private boolean stop(Transaction transaction, String channel, String user, Instant now) {
        return end(transaction, user, channel, now)
                .filter(then -> isLive(then, now))
                .isPresent();
    }

    /** Deletes the row, if there is one, and announces it. Returns when it was renewed last. */
    private Optional<Long> end(Transaction transaction, String user, String channel, Instant now) {
        Optional<Long> ts = transaction.sql(typing).delete(user, channel);
        ts.ifPresent(then -> publishStop(transaction, new TypingRow(user, channel, then), now));
        return ts;
    }

    private int stopEverywhere(Transaction transaction, String user, Instant now) {
        List<TypingRow> rows = transaction.sql(typing).deleteAll(user);
        rows.forEach(row -> publishStop(transaction, row, now));
        return rows.size();
    }

    private void publishStop(Transaction transaction, TypingRow row, Instant now) {
        Reason reason = isLive(row.ts(), now) ? Reason.STOPPED : Reason.EXPIRED;
        transaction.publish(new TypingStopped(row.channel(), row.user(), reason, now));
    }

    private boolean isLive(long ts, Instant now) {
        long second = EpochSeconds.floor(now);
        return ts >= oldestLive(second) && ts <= newestLive(second);
    }

    private long oldestLive(long now) {
        return now - windowSeconds;
    }

    private static long newestLive(long now) {
        return now + TOLERATED_FUTURE_SECONDS;
    }
}
