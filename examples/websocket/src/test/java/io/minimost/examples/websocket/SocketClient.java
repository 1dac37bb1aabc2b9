package io.minimost.examples.websocket;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client that keeps what it has received. It reads on and on, or only when it is told to. */
final class SocketClient implements WebSocket.Listener, AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();
    private final int framesToTake;
    private volatile String end = "";
    private volatile boolean reading;
    private volatile boolean aborted;
    private final WebSocket socket;

    private SocketClient(URI address, int framesToTake) {
        this.framesToTake = framesToTake;
        socket = HTTP.newWebSocketBuilder().buildAsync(address, this).join();
    }

    /** One that reads. */
    static SocketClient reading(URI address) {
        return takingOnly(address, Integer.MAX_VALUE);
    }

    /** One that reads nothing until {@link #read}. */
    static SocketClient sleeping(URI address) {
        return new SocketClient(address, Integer.MAX_VALUE);
    }

    /** One whose connection breaks as soon as it has so many frames. */
    static SocketClient takingOnly(URI address, int frames) {
        SocketClient client = new SocketClient(address, frames);
        client.read();
        return client;
    }

    void read() {
        reading = true;
        socket.request(1);
    }

    /** Reads no more until {@link #read}, except for what it has asked for already: one part of a frame. */
    void pause() {
        reading = false;
    }

    /** Breaks the connection off, without a word to the server. */
    void abort() {
        aborted = true;
        socket.abort();
    }

    /** Closes the connection as a client should, unlike {@link #abort}. */
    void leave() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    @Override
    public void close() {
        abort();
    }

    @Override
    public void onOpen(WebSocket opened) {
        // Asks for nothing, unlike the default.
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last && !aborted) {
            frames.add(json(partial.toString()));
            partial.setLength(0);
            if (frames.size() >= framesToTake) {
                aborted = true;
                from.abort();
            }
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end = code + " " + reason;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable cause) {
        end = "broken: " + cause;
    }

    /** All frames so far. */
    List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    /** The events so far that have that name. */
    List<JsonNode> events(String name) {
        return frames.stream()
                .filter(frame -> frame.path("event").asText().equals(name))
                .toList();
    }

    /** The data of {@link #events}, as text. */
    List<String> data(String name) {
        return events(name).stream().map(frame -> frame.path("data").toString()).toList();
    }

    /** What to bring along when it comes back; empty if it has not received any. */
    String lastId() {
        return frames.stream()
                .filter(frame -> frame.has("id"))
                .reduce((first, second) -> second)
                .map(frame -> frame.path("id").asText())
                .orElse("");
    }

    boolean isAborted() {
        return aborted;
    }

    /** Waits for what a connection begins with, which a position ends. */
    SocketClient awaitBeginning() {
        return awaitFrame(frame -> frame.has("id") && !frame.has("event"));
    }

    SocketClient awaitEvent(String name, String data) {
        return awaitFrame(frame -> frame.path("event").asText().equals(name)
                && frame.path("data").toString().equals(data));
    }

    SocketClient awaitFrame(Predicate<JsonNode> wanted) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> frames.stream().anyMatch(wanted));
        return this;
    }

    /** How the server has ended it: code and reason. */
    String awaitEnd() {
        await().until(() -> !end.isEmpty());
        return end;
    }

    boolean hasEnded() {
        return !end.isEmpty();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
