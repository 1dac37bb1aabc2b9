package io.minimost.presence;

import io.minimost.presence.calls.CallTimeouts;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.internal.StoreClock;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.signaling.SignalLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Settings of a {@link PresenceStore}. All have defaults except the place: {@link #file}, {@link #inMemory} or {@link #postgres}. A default is
 * MiniMost's value where MiniMost has one. Each value is checked when it is set; null is refused. Not thread-safe.
 */
public final class PresenceStoreBuilder {
    /** How long a user counts as typing after the last keystroke: 5 seconds. */
    public static final Duration DEFAULT_TYPING_WINDOW = Duration.ofSeconds(5);

    /** How long a user is listed after the last report of their client: an hour. */
    public static final Duration DEFAULT_ONLINE_WINDOW = Duration.ofHours(1);

    /** How long a session lives after its last heartbeat: 90 seconds; browsers slow timers in the background to one a minute. */
    public static final Duration DEFAULT_SESSION_LEASE = Duration.ofSeconds(90);

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

    /** How many asynchronous calls may be unfinished: 10,000. */
    public static final int DEFAULT_MAX_ASYNC_CALLS = 10_000;

    /** How long a write waits for other writes, in other processes and in this one: 5 seconds. */
    public static final Duration DEFAULT_BUSY_TIMEOUT = Duration.ofSeconds(5);

    /** The schema of the tables in PostgreSQL. */
    public static final String DEFAULT_POSTGRES_SCHEMA = "minimost_presence";

    /** How many connections read at the same time: 2. */
    public static final int DEFAULT_READERS = 2;

    private static final int MAX_READERS = 64;

    final StorePlace place = new StorePlace();
    Duration typingWindow = DEFAULT_TYPING_WINDOW;
    Duration onlineWindow = DEFAULT_ONLINE_WINDOW;
    Duration sessionLease = DEFAULT_SESSION_LEASE;
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
    int maxAsyncCalls = DEFAULT_MAX_ASYNC_CALLS;

    PresenceStoreBuilder() {}

    /** Keeps the store in {@code path}, relative to the working directory of the JVM. */
    public PresenceStoreBuilder file(Path path) {
        place.choose(Optional.of(Objects.requireNonNull(path, "file")));
        return this;
    }

    /** Keeps the store in memory until it is closed. */
    public PresenceStoreBuilder inMemory() {
        place.choose(Optional.empty());
        return this;
    }

    /**
     * Keeps the store in a database of PostgreSQL 15 or later, which several nodes may share, in {@link #postgresSchema}.
     *
     * @param connections opens a new connection at each call, like a {@code PGSimpleDataSource}; no pool, because the store keeps
     *     some of them, with settings of its own
     */
    public PresenceStoreBuilder postgres(DataSource connections) {
        place.choose(Objects.requireNonNull(connections, "connections"));
        return this;
    }

    /**
     * The schema in PostgreSQL, created if it does not exist: at most 63 lower-case letters, digits and {@code _}. Default:
     * {@value #DEFAULT_POSTGRES_SCHEMA}.
     */
    public PresenceStoreBuilder postgresSchema(String schema) {
        place.postgresSchema = BuilderChecks.requireSchema(schema);
        return this;
    }

    /**
     * Copies a file to the database of {@link #postgres}, which must be empty: all that lasts, but not who types, waiting signals
     * and media. This is one transaction. Positions in the log of facts stay good. No store and no MiniMost may use the file
     * meanwhile, or after it: what they write is not copied.
     *
     * @return the number of rows that were copied, by table
     * @throws PresenceStoreException if the file or the database cannot be opened, the database is not empty, or the file has
     *     what the database cannot hold; nothing was copied then
     */
    public Map<String, Long> importFile(Path file) {
        return place.importFile(Objects.requireNonNull(file, "file"));
    }

    /** Leaves out LISTEN and NOTIFY, for a proxy that pools transactions: nodes look every 100 ms. Default: they notify. */
    public PresenceStoreBuilder withoutPostgresNotifications() {
        place.postgresNotifications = false;
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
        place.clock = Optional.of(supplier);
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

    /** How long a user is listed after their last report, in whole seconds. Default: {@link #DEFAULT_ONLINE_WINDOW}. */
    public PresenceStoreBuilder onlineWindow(Duration window) {
        onlineWindow = BuilderChecks.requireWholeSeconds("online window", window);
        return this;
    }

    /** How long a session lives after its last heartbeat, in whole seconds. Default: {@link #DEFAULT_SESSION_LEASE}. */
    public PresenceStoreBuilder sessionLease(Duration lease) {
        sessionLease = BuilderChecks.requireWholeSeconds("session lease", lease);
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

    /** How long a private channel without members is kept. Default: {@link #DEFAULT_EMPTY_CHANNEL_RETENTION}. */
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
     */
    public PresenceStoreBuilder callRetention(Duration age) {
        callRetention = BuilderChecks.requireLonger("call retention", age);
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

    /** How many facts are kept, at least 1. Of several stores, the smallest number wins. Default: {@value #DEFAULT_MAX_FACTS}. */
    public PresenceStoreBuilder maxFacts(int count) {
        maxFacts = BuilderChecks.requireCount("max facts", count, Integer.MAX_VALUE);
        return this;
    }

    /**
     * How many calls of {@link PresenceStore#async} may be unfinished, at least 1; one more fails with
     * {@link PresenceStoreException.QueueFull}. Default: {@value #DEFAULT_MAX_ASYNC_CALLS}.
     */
    public PresenceStoreBuilder maxAsyncCalls(int count) {
        maxAsyncCalls = BuilderChecks.requireCount("max async calls", count, Integer.MAX_VALUE);
        return this;
    }

    /**
     * How long a write waits for others, also in other processes, before it fails with {@link PresenceStoreException.Busy}. Zero to
     * an hour. Default: {@link #DEFAULT_BUSY_TIMEOUT}.
     */
    public PresenceStoreBuilder busyTimeout(Duration timeout) {
        place.busyTimeout = BuilderChecks.requireBusyTimeout(timeout);
        return this;
    }

    /**
     * How many connections read at the same time, 1 to {@value #MAX_READERS}; in memory, one for all. More connections than
     * processors gain nothing. Default: {@value #DEFAULT_READERS}.
     */
    public PresenceStoreBuilder readers(int count) {
        place.readers = BuilderChecks.requireCount("readers", count, MAX_READERS);
        return this;
    }

    /** Whether a file that does not exist is created; if not, a wrong path is an error and no empty store. Default: true. */
    public PresenceStoreBuilder createIfMissing(boolean create) {
        place.createIfMissing = create;
        return this;
    }

    /**
     * Accepts a file on a network file system (NFS, SMB, FUSE, ...). Only for a file that a single process uses, on a mount whose
     * locks work: SQLite's locks and shared memory are unreliable there. Default: refused.
     */
    public PresenceStoreBuilder allowNetworkFileSystem() {
        place.networkFileSystems = true;
        return this;
    }

    /** Leaves {@link PresenceStore#sweep()} to the caller, for tests that step their {@link #clock}. Default: a daemon thread sweeps. */
    public PresenceStoreBuilder manualSweeps() {
        place.automaticSweeps = false;
        return this;
    }

    /**
     * Opens the store.
     *
     * @throws IllegalStateException if neither {@link #file} nor {@link #inMemory} nor {@link #postgres} was chosen
     * @throws PresenceStoreException if the database cannot be opened; the message names the file and the reason
     */
    public PresenceStore open() {
        return OpenStores.open(this, place.open());
    }
}
