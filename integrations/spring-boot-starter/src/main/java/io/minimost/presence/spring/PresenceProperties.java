package io.minimost.presence.spring;

import io.minimost.presence.limits.RateLimit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties below {@code minimost.presence}. The defaults are those of the builders of store and filter; only the prefix differs.
 *
 * @param file Where the store is kept, relative to the working directory. Default: presence.db, unless in-memory or
 *     postgres.enabled is set.
 * @param inMemory Whether the store is kept in memory until the application stops, for tests.
 * @param resetOnStart Whether all users are offline and no call is live when the application starts. Turn it off if another process,
 *     such as a MiniMost, uses the same file. On PostgreSQL nothing is reset while another node lives.
 * @param createIfMissing Whether a file that does not exist is created.
 * @param allowNetworkFileSystem Whether the file may be on a network file system, for a single process and a mount whose locks work.
 * @param readers How many connections read at the same time.
 * @param busyTimeout How long a write waits for other writes, also of other processes.
 * @param typingWindow How long a user counts as typing after the last keystroke, in whole seconds.
 * @param onlineWindow How long a user is listed after the last report of their client, in whole seconds.
 * @param sessionLease How long a session lives after its last heartbeat, in whole seconds.
 * @param presenceRetention How long the last-seen time of a user who is no longer listed is kept.
 * @param receiptRetention How long single receipts are kept before a watermark replaces them. Default: for ever.
 * @param emptyChannelRetention How long a private channel without members is kept.
 * @param callRetention How long calls and screen shares are kept after their end.
 * @param factRetention How long events are kept for clients that connect again.
 * @param maxFacts How many events are kept for clients that connect again.
 * @param maxAsyncCalls How many asynchronous calls may be unfinished at the same time.
 * @param postgres The store in PostgreSQL.
 * @param prefix The path below which the routes are. Empty puts them directly below the context path, as MiniMost's page expects.
 * @param publicChannels The channels that every signed-in user may use, if there is no bean of the type ChannelAccess.
 * @param redirectAnonymousTo Where clients that must sign in are redirected. Default: they get 401.
 * @param readReceiptsAsWatermarks Whether /read_receipts has the form of the newest MiniMost.
 * @param trustedOrigins Other sites whose pages may write, such as https://chat.example.org; also its own public address, if a
 *     proxy changes scheme or host.
 * @param reactions The names of the allowed reactions. Default: every word of 1 to 64 of A-Z a-z 0-9 _ + -.
 * @param answerMemory How much memory the answers may take that are kept until something changes. 0 keeps none.
 * @param limits How much a client may send. What has no property here is set by a bean of the type PresenceFilterCustomizer.
 */
@ConfigurationProperties("minimost.presence")
record PresenceProperties(
        @Nullable Path file,
        @DefaultValue("false") boolean inMemory,
        @DefaultValue("true") boolean resetOnStart,
        @DefaultValue("true") boolean createIfMissing,
        @DefaultValue("false") boolean allowNetworkFileSystem,
        @DefaultValue("2") int readers,
        @DefaultValue("5s") Duration busyTimeout,
        @DefaultValue("5s") Duration typingWindow,
        @DefaultValue("1h") Duration onlineWindow,
        @DefaultValue("90s") Duration sessionLease,
        @DefaultValue("365d") Duration presenceRetention,
        @Nullable Duration receiptRetention,
        @DefaultValue("30d") Duration emptyChannelRetention,
        @DefaultValue("30d") Duration callRetention,
        @DefaultValue("1h") Duration factRetention,
        @DefaultValue("100000") int maxFacts,
        @DefaultValue("10000") int maxAsyncCalls,
        @DefaultValue Postgres postgres,
        @DefaultValue("/presence-api") String prefix,
        @DefaultValue List<String> publicChannels,
        @Nullable String redirectAnonymousTo,
        @DefaultValue("false") boolean readReceiptsAsWatermarks,
        @DefaultValue List<String> trustedOrigins,
        @DefaultValue List<String> reactions,
        @DefaultValue("16MB") DataSize answerMemory,
        @DefaultValue LimitProperties limits) {

    /**
     * The store in PostgreSQL.
     *
     * @param enabled Whether the store is kept in the database of the DataSource bean.
     * @param schema The schema of the tables, created if it does not exist.
     * @param notifications Whether nodes notify each other by LISTEN and NOTIFY. Turn it off behind a proxy that pools transactions.
     */
    record Postgres(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("minimost_presence") String schema,
            @DefaultValue("true") boolean notifications) {}

    /**
     * How much a client may send.
     *
     * @param maxBodySize The maximum length of a body.
     * @param maxMediaSize The maximum length of a media chunk.
     * @param streamsPerUser How many event streams a user may have open.
     * @param streamsInTotal How many event streams all users together may have open.
     * @param directPeople How many people a direct channel may have.
     * @param rates What one user may do only so often, by kind: presence, typing, receipts, reactions, channels, calls, signals, media.
     */
    record LimitProperties(
            @DefaultValue("64KB") DataSize maxBodySize,
            @DefaultValue("1MB") DataSize maxMediaSize,
            @DefaultValue("12") int streamsPerUser,
            @DefaultValue("10000") int streamsInTotal,
            @DefaultValue("16") int directPeople,
            @DefaultValue Map<RateLimit, RateProperties> rates) {}

    /**
     * How often one user may do something.
     *
     * @param perSecond How often in a second, on average.
     * @param burst How often at once.
     */
    record RateProperties(double perSecond, int burst) {}
}
