package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.servlet.EventParser.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads an event stream as a browser's EventSource does, but never reconnects by itself. */
final class EventSourceClient implements AutoCloseable {
    private static final HttpClient HTTP_1 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int status;
    private final Map<String, List<String>> headers;
    private final InputStream body;
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final EventParser parser = new EventParser();
    private volatile boolean ended;
    private volatile Optional<AssertionError> undocumented = Optional.empty();

    /** A client that has read the headers of the response. */
    EventSourceClient(int status, Map<String, List<String>> headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        Thread reader = new Thread(this::read, "event-source");
        reader.setDaemon(true);
        reader.start();
    }

    static EventSourceClient open(int port, String path, Map<String, String> headers) {
        return open(port, HttpClient.Version.HTTP_1_1, path, headers);
    }

    static EventSourceClient open(int port, HttpClient.Version version, String path, Map<String, String> headers) {
        // Tomcat ends a connection of HTTP/2 on which many streams were cancelled, and all others with it.
        HttpClient client = version == HttpClient.Version.HTTP_1_1 ? HTTP_1 : Http2Upgrade.connect(port);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        try {
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            assertThat(response.version()).isEqualTo(version);
            return new EventSourceClient(
                    response.statusCode(), response.headers().map(), response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("GET " + path, e);
        }
    }

    int status() {
        return status;
    }

    /** {@code name} in lower case. */
    Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    List<Event> events() {
        undocumented.ifPresent(error -> {
            throw error;
        });
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    List<Event> events(String name) {
        return events().stream().filter(event -> event.name().equals(name)).toList();
    }

    /** The data of the events of that name, in order. */
    List<String> data(String name) {
        return events(name).stream().map(Event::data).toList();
    }

    /** The names of all events so far. */
    List<String> names() {
        return events().stream().map(Event::name).distinct().toList();
    }

    /** Waits until the last event of that name has this data. */
    EventSourceClient awaitLast(String name, String json) {
        JsonNode expected = ClientResponse.json(json);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            List<Event> named = events(name);
            assertThat(named).as("%s in %s", name, names()).isNotEmpty();
            assertThat(named.get(named.size() - 1).json()).isEqualTo(expected);
        });
        return this;
    }

    /** Waits for the first event of that name that meets the condition. */
    Event awaitEvent(String name, Predicate<JsonNode> condition) {
        return await("%s that is awaited".formatted(name))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(
                        () -> events(name).stream()
                                .filter(event -> condition.test(event.json()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until the stream has sent its snapshot. */
    EventSourceClient awaitSnapshot() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(parser::hasBegun);
        return this;
    }

    EventSourceClient awaitEnd() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> ended);
        return this;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The id that a browser would send when it reconnects. */
    String lastEventId() {
        return parser.lastEventId();
    }

    /** The last retry time, in milliseconds. */
    String retry() {
        return parser.retry();
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void receive(Event event) {
        try {
            DocumentedAnswers.checkEvent(event);
        } catch (AssertionError e) {
            undocumented = Optional.of(e);
        }
        events.add(event);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                parser.take(line).ifPresent(this::receive);
            }
        } catch (IOException e) {
            // Like a browser, treat it as any other end.
        } finally {
            ended = true;
        }
    }
}
