package io.minimost.presence.benchmarks.http;

import io.minimost.presence.benchmarks.processes.ChildJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;

/** A server on a file, in a JVM of its own: {@link HttpServerMain}. */
public final class HttpServer implements AutoCloseable {
    static final InetAddress HOST = InetAddress.getLoopbackAddress();

    private final ChildJvm process;
    private final int port;

    private HttpServer(ChildJvm process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one. All users may use {@code channels}. */
    public static HttpServer start(Path file, Collection<String> channels) throws IOException, InterruptedException {
        ChildJvm process = ChildJvm.start(List.of(), HttpServerMain.class, file, String.join(",", channels));
        return new HttpServer(process, Integer.parseInt(process.receive()));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(HOST, port);
    }

    /** The CPU time that the process has used until now, in nanoseconds; Linux counts it in hundredths of a second. */
    public LongSupplier cpu() {
        return () -> process.cpuTime().toNanos();
    }

    /** Sets the state of a user, in the server's own store. */
    public void setPresence(String user, String state) {
        process.send("change %s %s".formatted(user, state));
    }

    /** What the store and its event streams have read until now. */
    public Reads reads() throws IOException, InterruptedException {
        process.send("reads");
        String[] counts = process.receive().split(" ", 2);
        return new Reads(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    @Override
    public void close() {
        process.close();
    }

    /**
     * How often something was read.
     *
     * @param store reads of the store, those of its own upkeep included
     * @param topics current values that the event streams have read, each once for all streams that show it
     */
    public record Reads(long store, long topics) {
        /** What was read since {@code before}. */
        public Reads since(Reads before) {
            return new Reads(store - before.store, topics - before.topics);
        }
    }
}
