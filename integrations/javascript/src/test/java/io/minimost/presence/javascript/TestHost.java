package io.minimost.presence.javascript;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.PresenceFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A host: the real filter below {@code /chat}, an empty page, and messages of its own that are sent as events. */
final class TestHost {
    static final String PREFIX = "/chat";

    private final Path file;
    private final SentMessages messages = new SentMessages();
    private final RequestLog requests = new RequestLog();
    private Server jetty = new Server();
    private PresenceStore store;
    private EventHub hub;
    private int port;

    TestHost(Path file) throws Exception {
        this.file = file;
        store = PresenceStore.open(file);
        hub = EventHub.builder(store).build();
        start();
    }

    /** Serves again, at the same port and with the same data. */
    void start() throws Exception {
        store.close();
        store = PresenceStore.open(file);
        PresenceFilter presence = PresenceFilter.builder(store)
                .prefix(PREFIX)
                .currentUser(TestHost::user)
                .publicChannels("general", "random")
                .messages(new TestMessages())
                .hostEvents(messages)
                .build();
        hub = presence.hub();
        jetty = new Server();
        ServerConnector connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        jetty.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        filter(context, requests);
        filter(context, presence);
        context.addServlet(new PageServlet(), "/");
        jetty.setHandler(context);
        jetty.start();
        port = connector.getLocalPort();
    }

    void stop() throws Exception {
        hub.shutdown();
        jetty.stop();
    }

    /** The address of the page; {@code name} is one of this machine. */
    String url(String name) {
        return "http://" + name + ":" + port + "/";
    }

    PresenceStore store() {
        return store;
    }

    RequestLog requests() {
        return requests;
    }

    /** Sends a message of the host, as a fact with a cursor. Numbers begin at 1. */
    void send(String channel, int number) {
        hub.publish(messages.add(channel, number));
    }

    void publish(HostEvent event) {
        hub.publish(event);
    }

    void disconnect(String user) {
        hub.disconnect(user);
    }

    void close() throws Exception {
        stop();
        store.close();
    }

    private static Optional<String> user(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals("user"))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static void filter(ServletContextHandler context, Filter filter) {
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
    }

    /** Time of a message, by its number. */
    static Instant timeOf(long number) {
        return Instant.ofEpochSecond(1_716_000_000 + number);
    }
}
