package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.calls.CallTimeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.FormContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.session.FileSessionDataStoreFactory;

/** The running chat: its own database, the presence store, and a Jetty in front of both. Thread-safe. */
final class ChatServer implements AutoCloseable {
    /** How long a request that is under way may take when the chat stops. */
    private static final long STOP_MILLIS = 5000;
    /** How long a browser may keep a connection for its next request then. */
    private static final long STOP_IDLE_MILLIS = 300;
    /** As Jetty's own. */
    private static final int MAX_FORM_FIELDS = 1000;
    /** How long a client may be silent in the middle of a request. Event streams say something more often than that. */
    private static final long IDLE_MILLIS = 30_000;

    private final Server jetty;
    private final PresenceStore store;
    private final ReactionStamps stamps;
    private final ChatDatabase database;
    private final String host;

    private ChatServer(Server jetty, PresenceStore store, ReactionStamps stamps, ChatDatabase database, String host) {
        this.jetty = jetty;
        this.store = store;
        this.stamps = stamps;
        this.database = database;
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

    /** The same, with other patience for silent people in calls. */
    static ChatServer start(ChatOptions options, CallTimeouts callTimeouts) {
        createDirectory(options.data());
        ChatDatabase database = ChatDatabase.open(options.data().resolve("messages.db"));
        PresenceStore store = PresenceStore.builder()
                .file(options.data().resolve("presence.db"))
                .callTimeouts(callTimeouts)
                .open();
        // This is the only host on the file and it has just started: whatever the file says, nobody can be online.
        // Where several hosts share a file, each start would set the users of the others offline.
        store.resetLiveState();
        ReactionStamps stamps = new ReactionStamps(store.events(), database);

        Server jetty = new Server();
        jetty.addBean(keptSessions(options.data()));
        ServerConnector connector = new ServerConnector(jetty);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setHost(options.host());
        connector.setPort(options.port());
        jetty.addConnector(connector);
        connector.setShutdownIdleTimeout(STOP_IDLE_MILLIS);
        jetty.setHandler(new GracefulHandler(withWholeForms(ChatRoutes.handler(database, store))));
        jetty.setStopTimeout(STOP_MILLIS);
        ChatServer server = new ChatServer(jetty, store, stamps, database, options.host());
        try {
            jetty.start();
        } catch (Exception e) {
            server.close();
            throw new IllegalStateException(e.getMessage(), e);
        }
        return server;
    }

    /** Where the page is. */
    String url() {
        int port = ((ServerConnector) jetty.getConnectors()[0]).getLocalPort();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/";
    }

    /** Waits until the chat is closed. */
    void awaitStop() throws InterruptedException {
        jetty.join();
    }

    /** Stops serving, then closes the files. */
    @Override
    public void close() {
        try {
            jetty.stop();
        } catch (TimeoutException e) {
            // It has stopped, and cut off whoever took too long.
        } catch (Exception e) {
            throw new IllegalStateException("Jetty did not stop: " + e.getMessage(), e);
        } finally {
            store.close();
            stamps.close();
            database.close();
        }
    }

    /** Whoever is signed in stays so when the chat is started anew. */
    private static FileSessionDataStoreFactory keptSessions(Path data) {
        FileSessionDataStoreFactory sessions = new FileSessionDataStoreFactory();
        sessions.setStoreDir(data.resolve("sessions").toFile());
        return sessions;
    }

    /** Our own servlets ask for parameters only when the form is there, so that nobody holds a thread by sending it slowly. */
    private static Handler withWholeForms(Handler routes) {
        EagerContentHandler eager = new EagerContentHandler(
                routes, new FormContentLoaderFactory(MAX_FORM_FIELDS, MessageText.MAX_FORM_BYTES));
        eager.includePath("/login", "/send/*");
        return eager;
    }

    private static void createDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory " + directory + " cannot be created", e);
        }
    }
}
