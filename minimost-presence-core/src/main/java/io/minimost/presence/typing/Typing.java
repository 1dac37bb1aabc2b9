package io.minimost.presence.typing;

import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.internal.AnswerVersion;
import io.minimost.presence.internal.ChangeScope;
import io.minimost.presence.internal.ClockSkew;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.NameList;
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
 * <p>A host calls {@link #start} repeatedly while a user types; {@link #stop} is optional. A user counts as typing for the
 * typing window after the last call, in whole seconds: with a window of 5 seconds, a call at second 100 counts until second
 * 105 is over, as in MiniMost ({@code GET /typing/<channel>}).
 *
 * <p>The host decides whether a user may type in or read a channel. Names and channels must be valid ({@link UserName},
 * {@link ChannelId}), else {@link IllegalArgumentException}. No method returns or takes null. Thread-safe.
 */
public final class Typing {
    private static final long NONE = Long.MIN_VALUE;

    private final Database database;
    private final Dao<TypingSql> typing;
    private final TypingWindow window;
    private final StartTyping start;
    private final TypingExpiry expiry;

    /** The second of the last complete sweep, see {@link #sweep}. */
    private volatile long sweptSecond = NONE;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Typing(Database database, Duration window) {
        this.database = database;
        this.typing = database.register(TypingSql.class, PostgresTypingSql.class, new TypingRowMapper());
        this.window = new TypingWindow(database.clock(), window);
        start = new StartTyping(typing, database.register(PostgresTypingSql.class), this.window);
        expiry = new TypingExpiry(database, typing);
        database.callbacks().onSweep(this::sweep);
        database.callbacks().onClockSetBack(this::pullBack);
        database.callbacks().onMemberLost(this::stop);
        database.callbacks().onTypingHidden((transaction, user) -> stopEverywhere(transaction, user, database.now()));
        database.callbacks().onUserDeleted((transaction, user) -> stopEverywhere(transaction, user, database.now()));
        database.callbacks()
                .onChannelDeleted(
                        (transaction, channel) -> transaction.sql(typing).deleteChannel(channel));
    }

    /**
     * Records that {@code user} is typing in {@code channel} now. Does nothing if the user's privacy settings say that they do not
     * show it. Publishes {@link TypingStarted} unless the user was typing there already. Publishes {@link TypingStopped} before it
     * if earlier typing has expired and no sweep has published that.
     */
    public void start(String user, String channel) {
        start(user, ChannelId.parse(channel));
    }

    /** The same for a channel that was parsed already. */
    public void start(String user, ChannelId channel) {
        UserName.require(user);
        String name = Objects.requireNonNull(channel, "channel").text();
        Instant now = database.now();
        long second = EpochSeconds.floor(now);
        if (second != sweptSecond) {
            // If the clock is set back to the swept second, this row is too far ahead, and that second needs another
            // sweep.
            sweptSecond = NONE;
        }
        database.execute(start, new StartTyping.Keystroke(user, name, now));
    }

    /**
     * Records that {@code user} no longer types in {@code channel}, for instance because the message was sent. Publishes
     * {@link TypingStopped} if the user was typing there.
     *
     * @return whether the user was typing there
     */
    public boolean stop(String user, String channel) {
        UserName.requireStored(user);
        ChannelId.requireStored(channel);
        Instant now = database.now();
        return database.write(
                Durability.EPHEMERAL,
                Keys.typing(user, channel).changing(ChangeScope.typing(channel)),
                transaction -> stop(transaction, channel, user, now));
    }

    /** The same for a channel that was parsed already. */
    public boolean stop(String user, ChannelId channel) {
        return stop(user, Objects.requireNonNull(channel, "channel").text());
    }

    /** The same as {@link #stop} for all channels, for instance because {@code user} signed out. */
    public void stopEverywhere(String user) {
        UserName.requireStored(user);
        Instant now = database.now();
        database.execute(Durability.EPHEMERAL, Keys.EVERYTHING, transaction -> stopEverywhere(transaction, user, now));
    }

    /**
     * The users who are typing in {@code channel}, without {@code viewer}; least recently renewed first (to the second, then
     * in the order in which they began).
     */
    public List<String> typingUsers(String channel, String viewer) {
        ChannelId.requireStored(channel);
        UserName.requireStored(viewer);
        Instant now = database.now();
        return List.copyOf(
                database.read(typing, sql -> sql.typingUsers(channel, window.oldest(now), window.newest(now), viewer)));
    }

    /** The same for a channel that was parsed already. */
    public List<String> typingUsers(ChannelId channel, String viewer) {
        return typingUsers(Objects.requireNonNull(channel, "channel").text(), viewer);
    }

    /** All users who are typing in {@code channel}, in the same order: for a server that broadcasts to many viewers. */
    public List<String> typingUsers(String channel) {
        ChannelId.requireStored(channel);
        Instant now = database.now();
        return List.copyOf(
                database.read(typing, sql -> sql.allTypingUsers(channel, window.oldest(now), window.newest(now))));
    }

    /**
     * The version of {@link #typingUsers(ChannelId)} now; empty if it is not known.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public Optional<AnswerVersion> version(ChannelId channel) {
        Objects.requireNonNull(channel, "channel");
        Instant now = database.now();
        return database.versions().of(ChangeScope.typing(channel.text()), window.oldest(now), window.newest(now));
    }

    /**
     * The same as {@link #typingUsers(ChannelId)}, by the seconds of {@code version}.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public List<String> typingUsers(ChannelId channel, AnswerVersion version) {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(version, "version");
        return List.copyOf(
                database.read(typing, sql -> sql.allTypingUsers(channel.text(), version.from(), version.to())));
    }

    /** The same for a channel that was parsed already. */
    public List<String> typingUsers(ChannelId channel) {
        return typingUsers(Objects.requireNonNull(channel, "channel").text());
    }

    /**
     * The users who are typing in each of {@code channels}, without {@code viewer}. The map has the order of
     * {@code channels}; a channel where no one types has an empty list.
     */
    public Map<String, List<String>> typingUsers(Collection<String> channels, String viewer) {
        return typingUsers(channels, Optional.of(UserName.requireStored(viewer)));
    }

    /** All users who are typing in each of {@code channels}, in the same form: for a server that broadcasts. */
    public Map<String, List<String>> typingUsers(Collection<String> channels) {
        return typingUsers(channels, Optional.empty());
    }

    private Map<String, List<String>> typingUsers(Collection<String> channels, Optional<String> viewer) {
        // A copy: the caller's collection may change after the checks, or ask the store while it is iterated.
        List<String> names = new ArrayList<>(Objects.requireNonNull(channels, "channels"));
        Map<String, List<String>> users = new LinkedHashMap<>();
        names.forEach(name -> users.put(ChannelId.requireStored(name), new ArrayList<>()));
        Instant now = database.now();
        List<TypingSql.Typist> typists = database.read(
                typing,
                sql -> NameList.rows(names, some -> sql.typingUsersIn(some, window.oldest(now), window.newest(now))));
        for (TypingSql.Typist typist : typists) {
            if (!viewer.equals(Optional.of(typist.user()))) {
                Objects.requireNonNull(users.get(typist.channel())).add(typist.user());
            }
        }
        users.replaceAll((channel, found) -> List.copyOf(found));
        return Collections.unmodifiableMap(users);
    }

    /**
     * Deletes expired rows and publishes {@link TypingStopped} for them. Rows expire when a second begins, so the table, which
     * has no index on {@code ts}, is read once in each second.
     */
    private void sweep() {
        Instant now = database.now();
        long second = EpochSeconds.floor(now);
        if (second == sweptSecond) {
            return;
        }
        long oldest = window.oldest(now);
        long newest = window.newest(now);
        // Reads before it takes the write lock: usually nothing has expired.
        if (database.read(typing, sql -> sql.anyOutside(oldest, newest)).isPresent()) {
            expiry.publish(oldest, newest, now);
        }
        sweptSecond = second;
    }

    /** Users who were typing when the clock was set back are typing now. */
    private void pullBack(Transaction transaction, Instant now) {
        transaction.sql(typing).pullBack(EpochSeconds.floor(now), EpochSeconds.floor(ClockSkew.latest(now)));
    }

    private boolean stop(Transaction transaction, String channel, String user, Instant now) {
        Optional<Long> ts = transaction.sql(typing).delete(user, channel);
        ts.ifPresent(then -> transaction.publish(window.stop(user, channel, then, now)));
        return ts.filter(then -> window.contains(then, now)).isPresent();
    }

    private int stopEverywhere(Transaction transaction, String user, Instant now) {
        List<TypingRow> rows = transaction.sql(typing).deleteAll(user);
        rows.forEach(row -> transaction.publish(window.stop(user, row.channel(), row.ts(), now)));
        return rows.size();
    }
}
