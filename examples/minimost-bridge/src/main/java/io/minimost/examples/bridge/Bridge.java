package io.minimost.examples.bridge;

import static io.minimost.presence.reactions.ToggleResult.ADDED;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.minimost.examples.bridge.MiniMostFiles.Row;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.servlet.PresenceFilter;
import io.minimost.presence.servlet.PresenceFilterBuilder;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/**
 * Serves the live state of a MiniMost to a proxy, which tells who is signed in, and writes what happens to the places where
 * MiniMost looks for it. Thread-safe.
 */
public record Bridge(PresenceStore store, MiniMostFiles files) {
    /** {@code <data directory of MiniMost> <port> <public channel>...}, and the proxy's secret in {@code MINIMOST_SECRET}. */
    public static void main(String... args) throws Exception {
        String secret = System.getenv("MINIMOST_SECRET");
        if (secret == null || secret.length() < 16) {
            throw new IllegalArgumentException("MINIMOST_SECRET has fewer than 16 characters");
        }
        Path data = Path.of(args[0]);
        // MiniMost has that many reactions, and no limits.
        PresenceStoreBuilder settings = PresenceStore.builder().reactionLimits(new ReactionLimits(477, 477));
        PresenceStore store = settings.file(data.resolve("presence.db")).open();
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
        Bridge bridge = new Bridge(store, new MiniMostFiles(data));
        System.out.println(bridge.moveData());
        bridge.serve(secret, Integer.parseInt(args[1]), List.of(args).subList(2, args.length));
    }

    /** Starts the server, which only the proxy may use. */
    Server serve(String secret, int port, List<String> publicChannels) throws Exception {
        follow();
        PresenceFilterBuilder settings = PresenceFilter.builder(store)
                .currentUser(request -> Optional.ofNullable(request.getHeader("X-MiniMost-User")))
                .publicChannels(publicChannels)
                .users(files)
                .messages(files)
                .notices((channel, notice) ->
                        show("notice", new MessageRef(channel, Instant.now()), "system", notice.text()))
                .redirectAnonymousTo("/login");
        if (files.isNewest()) {
            settings.readReceiptsAsWatermarks();
        }
        ServletContextHandler context = new ServletContextHandler("/");
        for (Filter filter : List.of(onlyWith(secret), settings.build())) {
            FilterHolder holder = new FilterHolder(filter);
            holder.setAsyncSupported(true);
            context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        }
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHandler(context);
        server.start();
        return server;
    }

    /** Only the proxy knows the secret, so only the proxy can name a user. */
    private static Filter onlyWith(String secret) {
        return (request, response, chain) -> {
            String given = String.valueOf(((HttpServletRequest) request).getHeader("X-MiniMost-Secret"));
            if (MessageDigest.isEqual(given.getBytes(UTF_8), secret.getBytes(UTF_8))) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        };
    }

    /** Writes to MiniMost's files what happens from now on. */
    private void follow() {
        Events events = store.events();
        events.on(WatermarkMoved.class, e -> write(List.of(e.user()), "read", e.channel(), e.upTo(), e.user(), ""));
        events.on(ReactionAdded.class, e -> show("reaction_added", e.message(), e.user(), e.emoji()));
        events.on(ReactionRemoved.class, e -> show("reaction_removed", e.message(), e.user(), e.emoji()));
    }

    private void show(String update, MessageRef message, String user, String text) {
        ChannelId channel = ChannelId.parse(message.channel());
        List<String> members = channel.participants(store.channels()::members);
        List<String> users = channel instanceof ChannelId.Public ? files.all() : members;
        write(users, update, channel.text(), message.at(), user, text);
    }

    private void write(List<String> users, String update, String channel, Instant at, String user, String text) {
        double now = EpochSeconds.of(Instant.now());
        double ts = EpochSeconds.of(at);
        files.write(users, update, Map.of("channel", channel, "ts", ts, "user", user, "text", text, "now", now));
        store.raiseChangeCounter(); // After the write: MiniMost's streams read when it moves.
    }

    /** Takes over what a newest MiniMost has stored by itself. Repeating it is harmless. Returns how many rows were new. */
    Moved moveData() {
        List<Row> watermarks = files.read("", "all_watermarks", Map.of());
        List<Row> reactions = files.read("", "all_reactions", Map.of());
        return new Moved(
                watermarks.stream().filter(this::moveWatermark).count(),
                reactions.stream().filter(this::moveReaction).count());
    }

    private boolean moveWatermark(Row row) {
        return store.receipts()
                .markReadUpTo(row.channel(), row.user(), row.message().at());
    }

    private boolean moveReaction(Row row) {
        return store.reactions().add(row.message(), row.text(), row.user()) == ADDED;
    }

    record Moved(long watermarks, long reactions) {}
}
