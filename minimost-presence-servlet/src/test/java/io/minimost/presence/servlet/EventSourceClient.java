package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;

/** Reads an event stream as a browser's EventSource does, but connects only when it is told to. */
final class EventSourceClient implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastEventId = "";
    private volatile String retry = "";
    private volatile boolean ended;

    /** An event; {@code id} is the last one that was sent by then. */
    record Event(String name, String data, String id) {
        JsonNode json() {
            return HttpReply.json(data);
        }
    }

    private EventSourceClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "event-source");
        reader.setDaemon(true);
        reader.start();
    }

    static EventSourceClient open(int port, String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20));
        headers.forEach(request::header);
        try {
            return new EventSourceClient(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("GET " + path, e);
        }
    }

    int status() {
        return response.statusCode();
    }

    Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    List<Event> events() {
        return List.copyOf(events);
    }

    List<Event> events(String name) {
        return events.stream().filter(event -> event.name().equals(name)).toList();
    }

    /** What the last event of that name says, as soon as it says this. */
    EventSourceClient awaitLast(String name, String json) {
        JsonNode expected = HttpReply.json(json);
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Event> named = events(name);
            assertThat(named).as("%s in %s", name, events).isNotEmpty();
            assertThat(named.get(named.size() - 1).json()).isEqualTo(expected);
        });
        return this;
    }

    /** Waits until everything was said that a stream begins with: the first place in the log of facts comes last. */
    EventSourceClient awaitBeginning() {
        await().atMost(PATIENCE).until(() -> !lastEventId.isEmpty());
        return this;
    }

    EventSourceClient awaitEnd() {
        await().atMost(PATIENCE).until(() -> ended);
        return this;
    }

    boolean hasEnded() {
        return ended;
    }

    /** What a browser would bring back when it connects again. */
    String lastEventId() {
        return lastEventId;
    }

    /** The last milliseconds to wait that were sent. */
    String retry() {
        return retry;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void read() {
        try (Scanner lines = new Scanner(response.body(), StandardCharsets.UTF_8)) {
            lines.useDelimiter("\n");
            String name = "message";
            List<String> data = new ArrayList<>();
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(name, String.join("\n", data), lastEventId));
                    }
                    name = "message";
                    data.clear();
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.add(line.substring(6));
                } else if (line.startsWith("id: ")) {
                    lastEventId = line.substring(4);
                } else if (line.startsWith("retry: ")) {
                    retry = line.substring(7);
                } else {
                    throw new AssertionError("not in the form of an event stream: " + line);
                }
            }
        } finally {
            ended = true;
        }
    }
}
