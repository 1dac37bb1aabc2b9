package io.minimost.presence.benchmarks.streams;

import io.minimost.presence.benchmarks.processes.ChildJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** One side of a comparison: a server in one process, and its clients with their streams in another. */
public final class ServerProcess implements AutoCloseable {
    /** A heap with little spare memory, so that what the process needs is what the streams need. */
    private static final List<String> SERVER_OPTIONS =
            List.of("-XX:+UseSerialGC", "-Xmn32m", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");

    private static final List<String> CLIENT_OPTIONS = List.of("-XX:+UseSerialGC");

    private static final int WARM_UP_STREAMS = 200;
    private static final int WARM_UP_CHANGES = 20;
    private static final int WARM_UP_BYTES = 100;

    /** A server notices when it writes that a client is gone. */
    private static final int CHANGES_TO_NOTICE = 3;

    /** After this time, the last of ten thousand threads has noticed a command. */
    private static final long SETTLING_MILLIS = 1000;

    private final ChildJvm server;
    private final ChildJvm clients;
    private final int streams;
    private final Memory memoryOfStream;

    private ServerProcess(ChildJvm server, ChildJvm clients, int streams, Memory memoryOfStream) {
        this.server = server;
        this.clients = clients;
        this.streams = streams;
        this.memoryOfStream = memoryOfStream;
    }

    /** Starts a server, with {@code wanted} streams or as many as possible. */
    public static ServerProcess open(ServerKind kind, int wanted) throws IOException, InterruptedException {
        ChildJvm server = ChildJvm.start(SERVER_OPTIONS, ServerMain.class, kind);
        String port = server.receive();
        warmUp(server, port);
        Memory before = memory(server);
        ChildJvm clients = ChildJvm.start(CLIENT_OPTIONS, ClientMain.class, port, wanted);
        int streams = Integer.parseInt(clients.receive());
        Memory after = memory(server);
        if (streams == 0) {
            throw new IOException("no stream of %s has begun".formatted(kind));
        }
        if (streams < wanted) {
            System.err.printf("%s: no more than %d of %d streams have begun%n", kind, streams, wanted);
        }
        return new ServerProcess(server, clients, streams, after.since(before, streams));
    }

    /** How many streams there are. */
    public int streams() {
        return streams;
    }

    /** The memory that the server needs for each stream. */
    public Memory memoryOfStream() {
        return memoryOfStream;
    }

    /**
     * Makes a change, and waits until all clients have received it.
     *
     * @param bytes how many bytes a server sends that has no store
     */
    public Delivery deliver(Change change, int bytes) throws IOException, InterruptedException {
        return deliver(server, clients, streams, change, bytes);
    }

    /** Returns how many cores the server uses during {@code time} in which nothing changes. */
    public double idle(Duration time) throws InterruptedException {
        Duration before = server.cpuTime();
        long start = System.nanoTime();
        Thread.sleep(time.toMillis());
        return (double) server.cpuTime().minus(before).toNanos() / (System.nanoTime() - start);
    }

    /** Makes the server use no CPU until {@link #resume}. */
    public void pause() throws InterruptedException {
        server.send("pause");
        Thread.sleep(SETTLING_MILLIS);
    }

    /** Makes the server work as usual again. */
    public void resume() throws InterruptedException {
        server.send("resume");
        Thread.sleep(SETTLING_MILLIS);
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }

    /** Opens and closes a few streams, so that all classes are loaded and all threads run before memory is measured. */
    private static void warmUp(ChildJvm server, String port) throws IOException, InterruptedException {
        try (ChildJvm clients = ChildJvm.start(CLIENT_OPTIONS, ClientMain.class, port, WARM_UP_STREAMS)) {
            int streams = Integer.parseInt(clients.receive());
            for (int i = 0; i < WARM_UP_CHANGES; i++) {
                deliver(server, clients, streams, Change.REACTION, WARM_UP_BYTES);
            }
        }
        for (int i = 0; i < CHANGES_TO_NOTICE; i++) {
            change(server, Change.REACTION, WARM_UP_BYTES);
            server.receive();
            Thread.sleep(200);
        }
    }

    private static Delivery deliver(ChildJvm server, ChildJvm clients, int streams, Change change, int bytes)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        change(server, change, bytes);
        long received = Long.parseLong(clients.receive());
        long nanos = System.nanoTime() - start;
        long untilCommit = Long.parseLong(server.receive());
        return new Delivery(nanos - untilCommit, Math.toIntExact(received / streams));
    }

    private static void change(ChildJvm server, Change change, int bytes) {
        server.send("change %s %d".formatted(change, bytes));
    }

    private static Memory memory(ChildJvm server) throws IOException, InterruptedException {
        server.send("memory");
        return Memory.parse(server.receive());
    }
}
