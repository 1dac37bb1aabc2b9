package io.minimost.presence.benchmarks.http;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.servlet.Limits;
import io.minimost.presence.servlet.PresenceFilter;
import io.minimost.presence.stats.CallKind;
import io.minimost.presence.values.PresenceState;
import jakarta.servlet.DispatcherType;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A process with the filter on Jetty, as a host would set both up, and the constant filter beside it. It is controlled by commands
 * on its standard input, and ends with that.
 */
final class HttpServerMain {
    static final String USER_HEADER = "X-User";

    /** Nothing may expire during a run. */
    private static final Duration WINDOW = Duration.ofDays(1);

    /** Counted like any other limit, but never reached: a few clients send the requests of all users. */
    private static final Rate NEVER_REACHED = new Rate(1e6, 1_000_000);

    private static final int MAX_STREAMS = 100_000;

    /** Jetty accepts 50 by default; a client that is not accepted waits for a second. */
    private static final int CONNECTING_AT_ONCE = 2048;

    private HttpServerMain() {}

    /** Arguments: the file; the public channels. */
    public static void main(String[] arguments) throws Exception {
        String[] channels = arguments[1].split(",", -1);
        try (PresenceStore store = PresenceStore.builder()
                .file(Path.of(arguments[0]))
                .typingWindow(WINDOW)
                .onlineWindow(WINDOW)
                .open()) {
            PresenceFilter filter = PresenceFilter.builder(store)
                    .currentUser(request -> Optional.ofNullable(request.getHeader(USER_HEADER)))
                    .publicChannels(channels)
                    .limits(Limits.defaults()
                            .withStreams(MAX_STREAMS, MAX_STREAMS)
                            .withRate(RateLimit.TYPING, NEVER_REACHED)
                            .withRate(RateLimit.PRESENCE, NEVER_REACHED))
                    .build();
            Server jetty = new Server();
            ServerConnector connector = new ServerConnector(jetty);
            connector.setHost(HttpServer.HOST.getHostAddress());
            connector.setAcceptQueueSize(CONNECTING_AT_ONCE);
            jetty.addConnector(connector);
            jetty.setHandler(handler(filter));
            jetty.start();
            System.out.println(connector.getLocalPort());
            execute(store, filter);
            jetty.stop();
        }
    }

    private static ServletContextHandler handler(PresenceFilter filter) {
        ServletContextHandler handler = new ServletContextHandler();
        handler.addFilter(
                new FilterHolder(new ConstantFilter()), ConstantFilter.PATH, EnumSet.of(DispatcherType.REQUEST));
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        handler.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        return handler;
    }

    private static void execute(PresenceStore store, PresenceFilter filter) throws Exception {
        try (BufferedReader commands =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                String[] words = command.split(" ", -1);
                switch (words[0]) {
                    case "reads" ->
                        System.out.printf(
                                "%d %d%n", reads(store), filter.hub().stats().topicReads());
                    case "change" -> store.presence().update(words[1], PresenceState.valueOf(words[2]));
                    default -> throw new IllegalArgumentException("unknown command " + command);
                }
            }
        }
    }

    private static long reads(PresenceStore store) {
        return store.activity().calls().entrySet().stream()
                .filter(calls -> calls.getKey() == CallKind.READ)
                .mapToLong(calls -> calls.getValue().latency().count())
                .sum();
    }
}
