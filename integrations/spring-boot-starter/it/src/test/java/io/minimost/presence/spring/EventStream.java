package io.minimost.presence.spring;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An open event stream, and what it has sent so far. */
final class EventStream implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final InputStream body;
    private final CompletableFuture<Void> reading;

    EventStream(HttpClient client, HttpRequest.Builder request) {
        body = client.sendAsync(request.build(), BodyHandlers.ofInputStream())
                .join()
                .body();
        reading = CompletableFuture.runAsync(this::read);
    }

    EventStream awaitEvent(String name, String data) {
        await(name)
                .atMost(SOON)
                .until(
                        () -> received.toString(StandardCharsets.UTF_8),
                        text -> text.contains("event: " + name + "\ndata: " + data));
        return this;
    }

    void awaitEnd() {
        await("the end of the stream").atMost(SOON).until(reading::isDone);
    }

    /** As when a tab is closed. */
    @Override
    public void close() throws IOException {
        body.close();
    }

    private void read() {
        try {
            body.transferTo(received);
        } catch (IOException e) {
            // The server broke the stream off, or close() did. What matters is what has come until then.
        }
    }
}
