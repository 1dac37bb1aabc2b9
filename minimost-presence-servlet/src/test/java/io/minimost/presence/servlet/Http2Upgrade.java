package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Connects clients of HTTP/2 by a request of their own. If a long response follows the upgrade at once, the JDK's client may take
 * the header of a frame for data, or never begin to send frames; it cannot begin without an upgrade, as browsers do.
 */
final class Http2Upgrade {
    private Http2Upgrade() {}

    /** Returns a client whose connection uses HTTP/2 already. */
    static HttpClient connect(int port) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        HttpRequest page = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/page"))
                .build();
        try {
            assertThat(client.send(page, BodyHandlers.ofString()).version()).isEqualTo(HttpClient.Version.HTTP_2);
            return client;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
