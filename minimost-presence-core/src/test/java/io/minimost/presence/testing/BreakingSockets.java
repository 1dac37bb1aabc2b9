package io.minimost.presence.testing;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.SocketFactory;

/**
 * Sockets on which the next read ends with a {@link StackOverflowError}, as on a thread whose stack is used up: the answer is on
 * its way, and nobody reads it. Public because the driver of PostgreSQL creates it by its name.
 */
public final class BreakingSockets extends SocketFactory {
    private static final AtomicBoolean BREAKS = new AtomicBoolean();

    /** Lets the next read of any of the sockets fail. */
    public static void breakNextRead() {
        BREAKS.set(true);
    }

    /** Whether the read that was to fail has not come yet. */
    public static boolean isPending() {
        return BREAKS.get();
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new FilterInputStream(super.getInputStream()) {
                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        if (BREAKS.compareAndSet(true, false)) {
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
