package io.minimost.presence;

import io.minimost.presence.calls.CallTimeouts;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.DatabaseSettings;
import io.minimost.presence.internal.PostgresSettings;
import io.minimost.presence.internal.StoreClock;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.signaling.SignalLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link PresenceStore}. All have defaults except the place: {@link #file}, {@link #inMemory} or {@link #postgres}. A default is
 * MiniMost's value where MiniMost has one. Each value is checked when it is set; null is refused. Not thread-safe.
 */
public final class PresenceStoreBuilder {
    /** How long a user counts as typing after the last keystroke: 5 seconds. */
    public static final Duration DEFAULT_TYPING_WINDOW = Duration.ofSeconds(5);

    /** How long a user is listed after the last report of their client: an hour. */
    public static final Duration DEFAULT_ONLINE_WINDOW = Duration.ofHours(1);

    /** How long a private channel without members is kept: 30 days. */
    public static final Duration DEFAULT_EMPTY_CHANNEL_RETENTION = Duration.ofDays(30);

    /** How long presence is kept of a user who is no longer listed: a year. */
    public static final Duration DEFAULT_PRESENCE_RETENTION = Duration.ofDays(365);

    /** How long calls and screen shares are kept after their end: 30 days. */
    public static final Duration DEFAULT_CALL_RETENTION = Duration.ofDays(30);

    /** How long facts are kept for clients that reconnect: an hour. */
    public static final Duration DEFAULT_FACT_RETENTION = Duration.ofHours(1);

    /** How many facts are kept: 100,000. */
    public static final int DEFAULT_MAX_FACTS = 100_000;

    /** How long a write waits for other writes, in other processes and in this one: 5 seconds. */
    public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(5);

    /** The schema of the tables in PostgreSQL. */
    public static final String DEFAULT_POSTGRES_SCHEMA = "minimost_presence";

    /** How many connections read at the same time: 2. */
    public static final int DEFAULT_READERS = 2;

    private static final int MAX_READERS = 64;
    private static final Duration MAX_BUSY_TIMEOUT = Duration.ofHours(1);

    private @Nullable Supplier<Database> place;
    private Optional<Supplier<StoreClock>> clock = Optional.empty();
    Duration typingWindow = DEFAULT_TYPING_WINDOW;
    Duration onlineWindow = DEFAULT_ONLINE_WINDOW;
    Duration presenceRetention = DEFAULT_PRESENCE_RETENTION;
    Duration emptyChannelRetention = DEFAULT_EMPTY_CHANNEL_RETENTION;
    Optional<Duration> receiptRetention = Optional.empty();
    ReactionLimits reactionLimits = ReactionLimits.DEFAULT;
    CallTimeouts callTimeouts = CallTimeouts.DEFAULT;
    SignalLimits signalLimits = SignalLimits.DEFAULT;
    MediaLimits mediaLimits = MediaLimits.DEFAULT;
    Duration callRetention = DEFAULT_CALL_RETENTION;
    Duration factRetention = DEFAULT_FACT_RETENTION;
    int maxFacts = DEFAULT_MAX_FACTS;
    private Duration busyTimeout = DEFAULT_BUSY_TIMEOUT;
    private int readers = DEFAULT_READERS;
    private boolean createIfMissing = true;
    private boolean networkFileSystems;
    private String postgresSchema = DEFAULT_POSTGRES_SCHEMA;
    private boolean postgresNotifications = true;
    boolean automaticSweeps = true;

    PresenceStoreBuilder() {}

    /** Keeps the store in {@code path}, relative to the working directory of the JVM. */
    public PresenceStoreBuilder file(Path path) {
        Objects.requireNonNull(path, "file");
        place = () -> Database.open(sqlite(Optional.of(path)));
        return this;
    }

    /** Keeps the store in memory until it is closed. */
    public PresenceStoreBuilder inMemory() {
        place = () -> Database.open(sqlite(Optional.empty()));
        return this;
    }

    /**
     * Keeps the store in a database of PostgreSQL 15 or later, which several nodes may share. Creates its tables there, in
     * {@link #postgresSchema}.
     *
     * @param connections opens a new connection at each call, for example a {@code PGSimpleDataSource}; the store keeps those
     *     that it needs, and sets what they need, so this must not be a pool
     */
    public PresenceStoreBuilder postgres(DataSource connections) {
        Objects.requireNonNull(connections, "connections");
        place = () -> Database.open(new PostgresSettings(
                connections,
                postgresSchema,
                clock.map(Supplier::get),
                busyTimeout,
                readers,
                postgresNotifications,
                automaticSweeps));
        return this;
    }

    /**
     * The schema of the tables in PostgreSQL: lower-case letters, digits and {@code _}, at most 63. Created if it does not exist.
     * Stores in different schemas have nothing in common. Default: {@value #DEFAULT_POSTGRES_SCHEMA}.
     */
    public PresenceStoreBuilder postgresSchema(String schema) {
        postgresSchema = BuilderChecks.requireSchema(schema);
        return this;
    }

    /**
     * Leaves out LISTEN and NOTIFY, for connections through a proxy that pools transactions. Nodes then look for changes by
     * others every 100 ms. Default: they notify each other.
     */
    public PresenceStoreBuilder withoutPostgresNotifications() {
        postgresNotifications = false;
        return this;
    }

    /**
     * The clock for every stored time and every expiry. It is trusted: each of its steps is time that has passed. Default: the
     * clock of the machine, which may be set while the store runs; deadlines then move by as much. In PostgreSQL, the clock of
     * the database.
     */
    public PresenceStoreBuilder clock(InstantSource source) {
        Objects.requireNonNull(source, "clock");
        return storeClock(() -> StoreClock.trusted(source));
    }

    /** For tests that set the clock of the machine. */
    PresenceStoreBuilder storeClock(Supplier<StoreClock> supplier) {
        clock = Optional.of(supplier);
        return this;
    }

    /**
     * How long a user counts as typing after the last keystroke, in whole seconds. Default: {@link #DEFAULT_TYPING_WINDOW}.
     * A MiniMost on the same file keeps its own 5 seconds.
     */
    public PresenceStoreBuilder typingWindow(Duration window) {
        typingWindow = BuilderChecks.requireWholeSeconds("typing window", window);
        return this;
    }

    /**
     * How long a user is listed after the last report of their client, in whole seconds. Default:
     * {@link #DEFAULT_ONLINE_WINDOW}.
     */
    public PresenceStoreBuilder onlineWindow(Duration window) {
        onlineWindow = BuilderChecks.requireWholeSeconds("online window", window);
        return this;
    }

    /**
     * How long the last-seen time and the override of a user are kept after the user is no longer listed. Older ones are
     * deleted about once an hour. If several stores use the file, the shortest retention wins. Default:
     * {@link #DEFAULT_PRESENCE_RETENTION}; MiniMost keeps them for ever.
     */
    public PresenceStoreBuilder presenceRetention(Duration age) {
        presenceRetention = BuilderChecks.requirePositive("presence retention", age);
        return this;
    }

    /**
     * How long single receipts are kept, counted from the time of their message. About once an hour, older receipts are
     * replaced by the watermark of their reader. Default: for ever, as in MiniMost.
     */
    public PresenceStoreBuilder receiptRetention(Duration age) {
        receiptRetention = Optional.of(BuilderChecks.requirePositive("receipt retention", age));
        return this;
    }

    /**
     * How long a private channel is kept after its last member has left. Default: {@link #DEFAULT_EMPTY_CHANNEL_RETENTION}.
     */
    public PresenceStoreBuilder emptyChannelRetention(Duration age) {
        emptyChannelRetention = BuilderChecks.requirePositive("empty channel retention", age);
        return this;
    }

    /** How many reactions a message may have. Default: {@link ReactionLimits#DEFAULT}. */
    public PresenceStoreBuilder reactionLimits(ReactionLimits limits) {
        reactionLimits = Objects.requireNonNull(limits, "reaction limits");
        return this;
    }

    /** When calls and their participants time out. Default: {@link CallTimeouts#DEFAULT}. */
    public PresenceStoreBuilder callTimeouts(CallTimeouts timeouts) {
        callTimeouts = Objects.requireNonNull(timeouts, "call time-outs");
        return this;
    }

    /** How many signals may wait for a user in a call or a screen share. Default: {@link SignalLimits#DEFAULT}. */
    public PresenceStoreBuilder signalLimits(SignalLimits limits) {
        signalLimits = Objects.requireNonNull(limits, "signal limits");
        return this;
    }

    /** How much media of a call or a screen share is kept. Default: {@link MediaLimits#DEFAULT}. */
    public PresenceStoreBuilder mediaLimits(MediaLimits limits) {
        mediaLimits = Objects.requireNonNull(limits, "media limits");
        return this;
    }

    /**
     * How long calls and screen shares are kept after their end, with the participants and the reason. Older ones are deleted
     * about once a minute. Live ones are kept, however old. {@code ChronoUnit.FOREVER.getDuration()} keeps all for ever, as
     * MiniMost does. If several stores use the file, the shortest retention wins. Default: {@link #DEFAULT_CALL_RETENTION}.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public PresenceStoreBuilder callRetention(Duration age) {
        Objects.requireNonNull(age, "call retention");
        if (age.isZero() || age.isNegative()) {
            throw new IllegalArgumentException("call retention " + age + " is not longer than 0");
        }
        callRetention = age;
        return this;
    }

    /**
     * How long facts are kept for clients that reconnect, see {@link io.minimost.presence.events.Events#since}. Older facts
     * are deleted about once a minute. If several stores use the file, the shortest retention wins. Default:
     * {@link #DEFAULT_FACT_RETENTION}.
     */
    public PresenceStoreBuilder factRetention(Duration age) {
        factRetention = BuilderChecks.requirePositive("fact retention", age);
        return this;
    }

    /**
     * How many facts are kept, at least 1. The oldest surplus facts are deleted about once a minute. If several stores use
     * the file, the smallest number wins. Default: {@value #DEFAULT_MAX_FACTS}.
     */
    public PresenceStoreBuilder maxFacts(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("max facts " + count + " is less than 1");
        }
        maxFacts = count;
        return this;
    }

    /**
     * How long a write waits for other writes, in other processes and in this one, before it fails with
     * {@link PresenceStoreException.Busy}. Zero to an hour. Default: {@link #DEFAULT_BUSY_TIMEOUT}.
     */
    public PresenceStoreBuilder busyTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "busy time-out");
        if (timeout.isNegative() || timeout.compareTo(MAX_BUSY_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "busy time-out " + timeout + " is not between 0 and " + MAX_BUSY_TIMEOUT);
        }
        busyTimeout = timeout;
        return this;
    }

    /**
     * How many connections read at the same time, 1 to {@value #MAX_READERS}. More connections than processors gain nothing.
     * A store in memory uses one connection for all reads and writes. Default: {@value #DEFAULT_READERS}.
     */
    public PresenceStoreBuilder readers(int count) {
        if (count < 1 || count > MAX_READERS) {
            throw new IllegalArgumentException("readers " + count + " is not between 1 and " + MAX_READERS);
        }
        readers = count;
        return this;
    }

    /**
     * Whether a file that does not exist is created. Default: true. A host that expects its file to exist sets this to
     * false: then a wrong path is an error, not an empty store.
     */
    public PresenceStoreBuilder createIfMissing(boolean create) {
        createIfMissing = create;
        return this;
    }

    /**
     * Accepts a file on a network file system (NFS, SMB, FUSE, ...). Use this only for a file that a single process uses, on
     * a mount whose locks are known to work: SQLite's locks and shared memory are unreliable there. Default: refused.
     */
    public PresenceStoreBuilder allowNetworkFileSystem() {
        networkFileSystems = true;
        return this;
    }

    /**
     * Leaves {@link PresenceStore#sweep()} to the caller. For tests that step their {@link #clock} and then sweep. Default:
     * the store sweeps itself, on a daemon thread.
     */
    public PresenceStoreBuilder manualSweeps() {
        automaticSweeps = false;
        return this;
    }

    /**
     * Opens the store.
     *
     * @throws IllegalStateException if neither {@link #file} nor {@link #inMemory} nor {@link #postgres} was chosen
     * @throws PresenceStoreException if the database cannot be opened; the message names the file and the reason
     */
    public PresenceStore open() {
        if (place == null) {
            throw new IllegalStateException("choose file(path), inMemory() or postgres(connections) first");
        }
        Database database = place.get();
        try {
            return new PresenceStore(this, database);
        } catch (Throwable failure) {
            try (database) {
                throw failure;
            }
        }
    }

    private DatabaseSettings sqlite(Optional<Path> file) {
        StoreClock used =
                clock.map(Supplier::get).orElseGet(() -> StoreClock.watched(InstantSource.system(), System::nanoTime));
        return new DatabaseSettings(file, used, busyTimeout, readers, createIfMissing, networkFileSystems);
    }
}
