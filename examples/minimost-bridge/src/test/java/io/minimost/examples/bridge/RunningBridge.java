package io.minimost.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The bridge on an installation, and the proxy in front of it. */
final class RunningBridge {
    static final String SECRET = "0123456789abcdef";

    private final PresenceStore store;
    private final Bridge bridge;
    private final Server server;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningBridge(MiniMostInstallation installation) throws Exception {
        store = PresenceStore.open(installation.data().resolve("presence.db"));
        bridge = new Bridge(store, new MiniMostFiles(installation.data()));
        server = bridge.serve(SECRET, 0, List.of("general"));
    }

    PresenceStore store() {
        return store;
    }

    Bridge bridge() {
        return bridge;
    }

    HttpResponse<String> get(String user, String path) throws Exception {
        return ask(path, "X-MiniMost-Secret", SECRET, "X-MiniMost-User", user);
    }

    HttpResponse<String> post(String user, String path) throws Exception {
        return post(user, path, "application/json", "");
    }

    HttpResponse<String> react(String user, String message, String reaction) throws Exception {
        return post(user, "/react/" + message, "application/x-www-form-urlencoded", "reaction=" + reaction);
    }

    HttpResponse<String> post(String user, String path, String type, String body) throws Exception {
        HttpResponse<String> response = send(request(path, "X-MiniMost-Secret", SECRET, "X-MiniMost-User", user)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body)));
        assertThat(store.events().awaitDelivered(Duration.ofSeconds(20))).isTrue();
        return response;
    }

    /** Sends a GET with {@code headers}, names and values in turn. */
    HttpResponse<String> ask(String path, String... headers) throws Exception {
        return send(request(path, headers));
    }

    /** Waits for the whole body, which an event stream never ends. */
    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.sendAsync(request.build(), BodyHandlers.ofString()).get(20, TimeUnit.SECONDS);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    void stop() throws Exception {
        server.stop();
        store.close();
    }
}
