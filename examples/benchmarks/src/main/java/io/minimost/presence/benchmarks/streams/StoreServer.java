package io.minimost.presence.benchmarks.streams;

import io.minimost.presence.servlet.Limits;
import io.minimost.presence.servlet.PresenceFilter;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The library on Jetty, configured for many streams. Each stream holds the buffer of its request as long as it is open, so
 * this buffer is small, and the pool gives out no larger one instead. Its size differs from that of output buffers: to find
 * a free one of these, the pool would otherwise have to look through all that are held.
 */
final class StoreServer implements StreamServer {
    private static final int INPUT_BYTES = 2048;
    private static final int OUTPUT_BYTES = 1024;
    private static final int MAX_POOLED_BYTES = 64 * 1024;
    private static final int MAX_STREAMS = 100_000;
    private static final int MAX_THREADS = 16;

    private final TemporaryStore store;
    private final Server jetty;
    private final ServerConnector connector;

    private StoreServer(TemporaryStore store, Server jetty, ServerConnector connector) {
        this.store = store;
        this.jetty = jetty;
        this.connector = connector;
    }

    static StoreServer start() throws Exception {
        TemporaryStore store = TemporaryStore.open();
        Server jetty = new Server(
                new QueuedThreadPool(MAX_THREADS), null, new ArrayByteBufferPool(0, OUTPUT_BYTES, MAX_POOLED_BYTES));
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setOutputBufferSize(OUTPUT_BYTES);
        HttpConnectionFactory http = new HttpConnectionFactory(configuration);
        http.setInputBufferSize(INPUT_BYTES);
        ServerConnector connector = new ServerConnector(jetty, http);
        connector.setHost(Clients.HOST.getHostAddress());
        jetty.addConnector(connector);
        jetty.setHandler(handler(store));
        jetty.start();
        return new StoreServer(store, jetty, connector);
    }

    private static ServletContextHandler handler(TemporaryStore store) {
        PresenceFilter filter = PresenceFilter.builder(store.store())
                .currentUser(request -> Optional.ofNullable(request.getHeader(Clients.USER_HEADER)))
                .publicChannels(Change.CHANNEL)
                .limits(Limits.defaults().withStreams(MAX_STREAMS, MAX_STREAMS))
                .build();
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        ServletContextHandler handler = new ServletContextHandler();
        handler.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        return handler;
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public long change(Change change, int bytes) {
        return change.commit(store.store());
    }

    @Override
    public void close() throws IOException {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IOException("Jetty does not stop", e);
        }
        store.close();
    }
}
