package io.minimost.presence.benchmarks.streams;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One side of a comparison: a server in one process, and in another its clients with their streams. */
public final class Side implements AutoCloseable {
    /** A heap with little room to spare, so that what the process needs is what the streams need. */
    private static final List<String> SERVER_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xmn32m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");

    private static final List<String> CLIENT_OPTIONS = List.of("-XX:+UseSerialGC");

    private static final int WARM_UP_STREAMS = 200;
    private static final int WARM_UP_CHANGES = 20;
    private static final int WARM_UP_BYTES = 100;

    /** Until the server has found that a client is gone, which it does when it writes. */
    private static final int CHANGES_TO_NOTICE = 3;

    /** Until the last thread of ten thousand has noticed. */
    private static final long SETTLING_MILLIS = 1000;

    private final Child server;
    private final Child clients;
    private final int streams;
    private final Memory memoryOfStream;

    private Side(Child server, Child clients, int streams, Memory memoryOfStream) {
        this.server = server;
        this.clients = clients;
        this.streams = streams;
        this.memoryOfStream = memoryOfStream;
    }

    /** Starts a server, with {@code wanted} streams or as many as there can be. */
    public static Side open(Kind kind, int wanted) throws IOException, InterruptedException {
        Child server = Child.start(SERVER_OPTIONS, ServerMain.class, kind);
        String port = server.hear();
        warmUp(server, port);
        Memory before = memory(server);
        Child clients = Child.start(CLIENT_OPTIONS, ClientMain.class, port, wanted);
        int streams = Integer.parseInt(clients.hear());
        Memory after = memory(server);
        if (streams == 0) {
            throw new IOException("no stream of %s has begun".formatted(kind));
        }
        if (streams < wanted) {
            System.err.printf("%s: no more than %d of %d streams have begun%n", kind, streams, wanted);
        }
        return new Side(server, clients, streams, after.since(before, streams));
    }

    /** How many streams there are. */
    public int streams() {
        return streams;
    }

    /** What the server needs for each. */
    public Memory memoryOfStream() {
        return memoryOfStream;
    }

    /**
     * Changes something, and waits until all clients have been told.
     *
     * @param bytes how much a server is to send that has nothing to tell of its own
     */
    public Delivery deliver(Change change, int bytes) throws IOException, InterruptedException {
        return deliver(server, clients, streams, change, bytes);
    }

    /** How many cores the server needs for {@code time} in which nothing changes. */
    public double idle(Duration time) throws InterruptedException {
        Duration before = server.cpuTime();
        long start = System.nanoTime();
        Thread.sleep(time.toMillis());
        return (double) server.cpuTime().minus(before).toNanos() / (System.nanoTime() - start);
    }

    /** Needs no CPU from now on, until {@link #work}. */
    public void rest() throws InterruptedException {
        server.tell("rest");
        Thread.sleep(SETTLING_MILLIS);
    }

    /** Works as usual from now on. */
    public void work() throws InterruptedException {
        server.tell("work");
        Thread.sleep(SETTLING_MILLIS);
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }

    /** A few streams come and go, so that all classes are loaded and all threads are there before memory is measured. */
    private static void warmUp(Child server, String port) throws IOException, InterruptedException {
        try (Child clients = Child.start(CLIENT_OPTIONS, ClientMain.class, port, WARM_UP_STREAMS)) {
            int streams = Integer.parseInt(clients.hear());
            for (int i = 0; i < WARM_UP_CHANGES; i++) {
                deliver(server, clients, streams, Change.REACTION, WARM_UP_BYTES);
            }
        }
        for (int i = 0; i < CHANGES_TO_NOTICE; i++) {
            change(server, Change.REACTION, WARM_UP_BYTES);
            server.hear();
            Thread.sleep(200);
        }
    }

    private static Delivery deliver(Child server, Child clients, int streams, Change change, int bytes)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        change(server, change, bytes);
        long received = Long.parseLong(clients.hear());
        long nanos = System.nanoTime() - start;
        long untilCommit = Long.parseLong(server.hear());
        return new Delivery(nanos - untilCommit, Math.toIntExact(received / streams));
    }

    private static void change(Child server, Change change, int bytes) {
        server.tell("change %s %d".formatted(change, bytes));
    }

    private static Memory memory(Child server) throws IOException, InterruptedException {
        server.tell("memory");
        return Memory.parse(server.hear());
    }
}
