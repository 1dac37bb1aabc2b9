package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.CallTimeouts;
import java.net.BindException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.FormContentLoaderFactory;

/** The running chat: its own data, the presence store, and a Jetty in front of both. Thread-safe. */
final class ChatServer implements AutoCloseable {
    /** How long a running request may take when the chat stops. */
    private static final long STOP_MILLIS = 5000;
    /** Jetty's default. */
    private static final int MAX_FORM_FIELDS = 1000;
    /** How long a client may send nothing in the middle of a request. The keep-alive of event streams is more frequent. */
    private static final long IDLE_MILLIS = 30_000;

    private final Server jetty;
    private final PresenceStore store;
    private final ReactionTimestamps timestamps;
    private final ChatStorage storage;
    private final String host;

    private ChatServer(
            Server jetty, PresenceStore store, ReactionTimestamps timestamps, ChatStorage storage, String host) {
        this.jetty = jetty;
        this.store = store;
        this.timestamps = timestamps;
        this.storage = storage;
        this.host = host;
    }

    /**
     * Starts a chat.
     *
     * @throws RuntimeException if a file or the port cannot be used; the message says which and why
     */
    static ChatServer start(ChatOptions options) {
        return start(options, CallTimeouts.DEFAULT);
    }

    /** As {@link #start(ChatOptions)}, with other time-outs for calls. */
    static ChatServer start(ChatOptions options, CallTimeouts callTimeouts) {
        ChatStorage storage = ChatStorage.open(options);
        ChatDatabase database = new ChatDatabase(storage);
        PresenceStore store = storage.presence().callTimeouts(callTimeouts).open();
        // A chat that has just started has nobody online, whatever its file has. In PostgreSQL this does nothing while
        // another node lives. Where several hosts share a file, each start would set the users of the others offline.
        store.resetLiveState();
        ReactionTimestamps timestamps = new ReactionTimestamps(store.events(), database);

        Server jetty = new Server();
        storage.keepSessionsOf(jetty);
        ServerConnector connector = new ServerConnector(jetty);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setHost(options.host());
        connector.setPort(options.port());
        jetty.addConnector(connector);
        // Not sooner: Jetty warns of a request that ends in the moment in which its connection has been idle for too
        // long.
        connector.setShutdownIdleTimeout(STOP_MILLIS);
        Handler routes = withWholeForms(ChatRoutes.handler(database, store, options.peers()));
        jetty.setHandler(new PromptStopHandler(connector, routes));
        jetty.setStopTimeout(STOP_MILLIS);
        ChatServer server = new ChatServer(jetty, store, timestamps, storage, options.host());
        try {
            jetty.start();
        } catch (Exception e) {
            server.close();
            throw new IllegalStateException(problem(e, options), e);
        }
        return server;
    }

    private static String problem(Exception failure, ChatOptions options) {
        return failure.getCause() instanceof BindException
                ? "%s:%d is in use, choose another port with --port".formatted(options.host(), options.port())
                : String.valueOf(failure.getMessage());
    }

    /** The address of the page. */
    String url() {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    /** Waits until the chat is closed. */
    void awaitStop() throws InterruptedException {
        jetty.join();
    }

    /** Stops serving, then closes what it has open. */
    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (TimeoutException e) {
            // It has stopped, and cut off the requests that took too long.
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop: " + e.getMessage(), e);
        } finally {
            store.close();
            timestamps.close();
            storage.close();
        }
    }

    /** Our own servlets run only when the whole form is there, so that no client occupies a thread by sending it slowly. */
    private static Handler withWholeForms(Handler routes) {
        EagerContentHandler eager = new EagerContentHandler(
                routes, new FormContentLoaderFactory(MAX_FORM_FIELDS, MessageText.MAX_FORM_BYTES));
        eager.includePath("/login", "/send/*");
        return eager;
    }
}
