package io.minimost.examples.websocket;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.HostEvent;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.test.PresenceStoreExtension;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo on a free port, on a store and a hub whose times are stepped. */
abstract class SocketTest {
    /** The data of the event that a stuck client does not read. It is more than the network holds. */
    static final String FILLING = "\"" + "x".repeat(8_000_000) + "\"";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @RegisterExtension
    final PresenceStoreExtension presence = PresenceStoreExtension.inMemory();

    private DemoServer server;

    @BeforeEach
    final void start() {
        server = DemoServer.start(
                store(),
                settings(EventHub.builder(store()).nanoTime(presence.clock()::nanoTime)),
                0,
                () -> Duration.between(Instant.EPOCH, now()).toNanos());
    }

    @AfterEach
    final void stop() {
        server.close();
    }

    EventHubBuilder settings(EventHubBuilder builder) {
        return builder;
    }

    final PresenceStore store() {
        return presence.store();
    }

    final EventHub hub() {
        return server.hub();
    }

    final void stopServer() {
        server.close();
    }

    /** Steps the clock of the store, which nobody sweeps. */
    final void step(Duration time) {
        presence.clock().set(now().plus(time));
    }

    final Instant now() {
        return presence.clock().instant();
    }

    final void elapse(Duration time) {
        presence.clock().advance(time);
    }

    final URI address(String user, String query) {
        return URI.create("ws://127.0.0.1:" + server.port() + "/events?user=" + user + query);
    }

    /** A client of {@code user} that reads, and has what connections begin with. */
    final SocketClient connect(String user, String query) {
        return SocketClient.reading(address(user, query)).awaitBeginning();
    }

    /** Like {@link #connect}, but then it reads no more. What is sent after the filling waits in the hub. */
    final SocketClient connectStuck(String user, String query) {
        SocketClient client = connect(user, query);
        client.pause();
        hub().publishTo(user, HostEvent.of("filling", FILLING));
        return client;
    }

    /** Answers the status. */
    final int post(String pathAndQuery) {
        return request(HttpRequest.newBuilder(http(pathAndQuery)).POST(HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    final HttpResponse<String> get(String path) {
        return request(HttpRequest.newBuilder(http(path)));
    }

    final void say(String channel, String text) {
        post("/say?user=bob&channel=" + channel + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    /** Adds bob's reaction to the message of that second. */
    final void react(String channel, int second) {
        store().reactions().add(message(channel, second), "rocket", "bob");
    }

    static MessageRef message(String channel, int second) {
        return new MessageRef(channel, EpochSeconds.toInstant(second));
    }

    static String reacted(int second) {
        return "{\"reactions\":{\"rocket\":[\"bob\"]},\"ts\":" + second + ".0}";
    }

    private URI http(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    private static HttpResponse<String> request(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
