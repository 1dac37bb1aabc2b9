package io.minimost.presence.testing;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Counts how often a connection of PostgreSQL's driver has waited for the server: a read after a write is a round trip.
 * The driver makes the factory from its name.
 */
public final class RoundTrips extends SocketFactory {
    private static final ThreadLocal<AtomicLong> COUNT = ThreadLocal.withInitial(AtomicLong::new);

    /** Counts on all connections that {@code source} opens from now on. */
    public static PGSimpleDataSource counted(PGSimpleDataSource source) {
        source.setSocketFactory(RoundTrips.class.getName());
        return source;
    }

    /** How many there were so far on this thread. */
    public static long count() {
        return COUNT.get().get();
    }

    @Override
    public Socket createSocket() {
        return new CountingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connect(host, port);
    }

    private static Socket connect(InetAddress host, int port) throws IOException {
        Socket socket = new CountingSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    private static final class CountingSocket extends Socket {
        private final AtomicBoolean hasWritten = new AtomicBoolean();

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    hasWritten.set(true);
                    out.write(bytes, from, length);
                }
            };
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    if (hasWritten.getAndSet(false)) {
                        COUNT.get().incrementAndGet();
                    }
                    return super.read(bytes, from, length);
                }
            };
        }
    }
}
