package io.minimost.presence.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** The {@code redis-server} that is installed on this machine, in memory only, with a client. */
final class RedisServer implements AutoCloseable {
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    private final Process process;
    private final RedisClient client;

    private RedisServer(Process process, RedisClient client) {
        this.process = process;
        this.client = client;
    }

    static RedisServer start(Path directory) throws UnavailableException {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(
                            "redis-server",
                            "--port",
                            String.valueOf(port),
                            "--bind",
                            InetAddress.getLoopbackAddress().getHostAddress(),
                            "--save",
                            "",
                            "--dir",
                            directory.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start();
            RedisClient client = RedisClient.builder()
                    .hostAndPort(InetAddress.getLoopbackAddress().getHostAddress(), port)
                    .build();
            RedisServer server = new RedisServer(process, client);
            server.awaitStart();
            return server;
        } catch (IOException | JedisException e) {
            throw new UnavailableException("Redis", e);
        }
    }

    RedisClient client() {
        return client;
    }

    private void awaitStart() {
        long end = System.nanoTime() + TIMEOUT_NANOS;
        while (true) {
            try {
                client.ping();
                return;
            } catch (JedisException e) {
                if (!process.isAlive() || System.nanoTime() - end > 0) {
                    close();
                    throw e;
                }
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
