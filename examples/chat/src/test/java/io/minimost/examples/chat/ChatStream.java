package io.minimost.examples.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads an event stream, one block after the other. */
final class ChatStream implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TIMEOUT_SECONDS = 20;

    /** Names of blocks that are not events. */
    private static final String POSITION = "(position)";

    private static final String RETRY = "(retry)";
    private static final String END = "(end)";

    private final InputStream body;
    private final BlockingQueue<Event> blocks = new LinkedBlockingQueue<>();
    private String lastEventId = "";

    /** An event of the stream. */
    record Event(String name, String data, String id) {
        JsonNode json() {
            try {
                return JSON.readTree(data);
            } catch (JsonProcessingException e) {
                throw new AssertionError(data, e);
            }
        }

        List<String> contents() {
            return json().findValuesAsText("content");
        }
    }

    ChatStream(InputStream body) {
        this.body = body;
        Thread reader = new Thread(this::read, "chat-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** Returns the initial events of the stream. */
    List<Event> beginning() {
        List<Event> events = new ArrayList<>();
        for (Event next = next(); !next.name().equals(POSITION); next = next()) {
            if (!next.name().equals(RETRY)) {
                events.add(next);
            }
        }
        return events;
    }

    /** Returns the next event of that name. */
    Event await(String name) {
        return await(event -> event.name().equals(name));
    }

    /** Waits for an event with that name and data; other events may come before it. */
    void await(String name, String data) {
        await(event -> event.name().equals(name) && event.data().equals(data));
    }

    /** Keep-alives do not extend the time-out. */
    private Event await(Predicate<Event> isWanted) {
        List<Event> before = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
        for (Event next = next(); !next.name().equals(END) && System.nanoTime() < end; next = next()) {
            if (isWanted.test(next)) {
                return next;
            }
            before.add(next);
        }
        throw new AssertionError("it was not among " + before);
    }

    /** Collects the data of the events of that name, until no more of them has come for {@code quiet}. */
    List<String> dataUntilQuiet(String name, Duration quiet) {
        List<String> data = new ArrayList<>();
        long last = System.nanoTime();
        while (System.nanoTime() - last < quiet.toNanos()) {
            try {
                Event next = blocks.poll(quiet.toMillis(), TimeUnit.MILLISECONDS);
                if (next != null && next.name().equals(name)) {
                    data.add(next.data());
                    last = System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
        return data;
    }

    /** Waits for the end of the stream, and returns the names of all blocks before it. */
    List<String> awaitEnd() {
        List<String> names = new ArrayList<>();
        for (Event next = next(); !next.name().equals(END); next = next()) {
            names.add(next.name());
        }
        return names;
    }

    /** The id that a browser would send to resume. */
    String lastEventId() {
        return lastEventId;
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Event next() {
        try {
            Event next = blocks.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing more came");
            }
            lastEventId = next.id().isEmpty() ? lastEventId : next.id();
            return next;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void read() {
        String problem = "";
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            List<String> block = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isEmpty()) {
                    block.add(line);
                } else if (!block.isEmpty()) {
                    blocks.add(event(block));
                    block.clear();
                }
            }
        } catch (IOException e) {
            problem = e.toString();
        }
        blocks.add(new Event(END, problem, ""));
    }

    private static Event event(List<String> block) {
        String id = field(block, "id: ");
        String name = field(block, "event: ");
        if (!name.isEmpty()) {
            return new Event(name, field(block, "data: "), id);
        }
        return new Event(id.isEmpty() ? RETRY : POSITION, "", id);
    }

    private static String field(List<String> block, String name) {
        return block.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst()
                .orElse("");
    }
}
