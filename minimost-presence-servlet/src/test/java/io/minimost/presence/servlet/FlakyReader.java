package io.minimost.presence.servlet;

import io.minimost.presence.servlet.EventParser.Event;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A client whose connection breaks again and again, each time elsewhere, and that resumes with the last id. */
final class FlakyReader {
    private static final int SILENCE_MILLIS = 100;

    private final List<Integer> ports;
    private final String user;
    private final String query;
    private final Random random;
    private final List<Event> events = new ArrayList<>();
    private String lastEventId;
    private int connections;

    /** Connects to {@code ports} by turns. */
    FlakyReader(List<Integer> ports, String user, String query, String lastEventId, long seed) {
        this.ports = ports;
        this.user = user;
        this.query = query;
        this.lastEventId = lastEventId;
        random = new Random(seed);
    }

    /** Connects, reads a few events, and disconnects without notice, perhaps in the middle of an event. */
    void readSome() throws IOException {
        read(random.nextInt(40));
    }

    /** Connects, and reads until nothing more arrives for a while. */
    void readRest() throws IOException {
        read(Integer.MAX_VALUE);
    }

    List<Event> events() {
        return events;
    }

    String lastEventId() {
        return lastEventId;
    }

    private void read(int lines) throws IOException {
        int port = ports.get(connections++ % ports.size());
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port));
            socket.setSoTimeout(SILENCE_MILLIS);
            String request = "GET /events" + query + " HTTP/1.0\r\nHost: localhost:" + port + "\r\nX-User: " + user
                    + "\r\nLast-Event-ID: " + lastEventId + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            readLines(
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8)), lines);
            // With or without notice.
            socket.setSoLinger(random.nextBoolean(), 0);
        }
    }

    private void readLines(BufferedReader in, int count) throws IOException {
        EventParser parser = new EventParser();
        boolean inBody = false;
        int read = 0;
        try {
            for (String line = in.readLine(); line != null && read < count; line = in.readLine()) {
                if (inBody) {
                    read++;
                    Optional<Event> event = parser.take(line);
                    event.ifPresent(events::add);
                    lastEventId = parser.lastEventId().isEmpty() ? lastEventId : parser.lastEventId();
                }
                inBody |= line.isEmpty();
            }
        } catch (SocketTimeoutException e) {
            // Nothing more arrives for now.
        }
    }
}
