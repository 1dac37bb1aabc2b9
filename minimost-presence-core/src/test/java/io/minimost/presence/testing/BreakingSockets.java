package io.minimost.presence.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets on which the next read ends with a {@link StackOverflowError}, as on a thread whose stack is used up: the answer is on
 * its way, and nobody reads it. Public because the driver of PostgreSQL creates it by its name.
 */
public final class BreakingSockets extends SocketFactory {
    /** The name of the thread whose next read fails; null if none does. */
    private static final AtomicReference<@Nullable String> VICTIM = new AtomicReference<>();

    /** Lets the next read of {@code thread} fail, on any of the sockets. */
    public static void breakNextRead(String thread) {
        VICTIM.set(thread);
    }

    /** Whether the read that was to fail has not come yet. */
    public static boolean isPending() {
        return VICTIM.get() != null;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new FilterInputStream(super.getInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        String victim = VICTIM.get();
                        if (Thread.currentThread().getName().equals(victim) && VICTIM.compareAndSet(victim, null)) {
                            throw new StackOverflowError();
                        }
                        return super.read(bytes, offset, length);
                    }
                };
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return connected(new InetSocketAddress(address, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        Socket socket = createSocket();
        socket.connect(address);
        return socket;
    }
}
