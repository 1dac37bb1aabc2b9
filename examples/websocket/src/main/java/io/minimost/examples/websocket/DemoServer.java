package io.minimost.examples.websocket;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventHubBuilder;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A hub on a store, and a Jetty in front of both. */
final class DemoServer implements AutoCloseable {
    private static final List<String> PUBLIC_CHANNELS = List.of("general", "random");

    private final PresenceStore store;
    private final EventHub hub;
    private final Server jetty;

    private DemoServer(PresenceStore store, EventHub hub, Server jetty) {
        this.store = store;
        this.hub = hub;
        this.jetty = jetty;
    }

    /**
     * Serves {@code store} on this machine, and closes it in the end.
     *
     * @param settings those of the hub, except for who may use which channel, and the messages
     * @param port 0 for any
     * @throws IllegalStateException if the port cannot be used
     */
    static DemoServer start(PresenceStore store, EventHubBuilder settings, int port) {
        return start(store, settings, port, System::nanoTime);
    }

    /** @param nanoTime by which clients are asked whether they are there */
    static DemoServer start(PresenceStore store, EventHubBuilder settings, int port, LongSupplier nanoTime) {
        ChannelAccess access = ChannelAccess.standard(store, PUBLIC_CHANNELS);
        Messages messages = new Messages();
        EventHub hub = settings.channelAccess(access).hostEvents(messages).build();

        // There are no passwords, so nobody else on the network is let in.
        Server jetty = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new DemoServlet(store, access, messages, hub)), "/");
        JakartaWebSocketServletContainerInitializer.configure(
                context,
                (servlets, sockets) -> sockets.addEndpoint(endpoint(() -> new EventEndpoint(
                        store.presence().sessions(), hub, new Pinger(jetty.getThreadPool(), nanoTime)))));
        jetty.setHandler(context);
        DemoServer server = new DemoServer(store, hub, jetty);
        try {
            jetty.start();
        } catch (Exception e) {
            server.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
        return server;
    }

    private static ServerEndpointConfig endpoint(Supplier<EventEndpoint> endpoints) {
        return ServerEndpointConfig.Builder.create(EventEndpoint.class, "/events")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(endpoints.get());
                    }
                })
                .build();
    }

    EventHub hub() {
        return hub;
    }

    int port() {
        return ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
    }

    /** Waits until the server was closed. */
    void awaitStop() throws InterruptedException {
        jetty.join();
    }

    /** First the hub, so that clients hear when to come back; the store last, because both use it. */
    @Override
    public void close() {
        hub.shutdown();
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop: " + e.getMessage(), e);
        } finally {
            store.close();
        }
    }
}
