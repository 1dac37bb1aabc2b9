package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.test.PresenceStoreExtension;
import io.minimost.presence.values.PresenceState;
import jakarta.servlet.DispatcherType;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.io.NetworkTrafficListener;
import org.eclipse.jetty.server.NetworkTrafficServerConnector;
import org.eclipse.jetty.server.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often the container writes to the network when a stream begins: each time is a call of the system, and often a packet. */
@ExtendWith(PresenceStoreExtension.class)
class StreamWritesTest {
    private static final int USERS = 1000;

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    @Test
    void longEvent_isNotWrittenInSmallPieces(PresenceStore store) throws Exception {
        for (int i = 0; i < USERS; i++) {
            store.presence().update("user-%04d".formatted(i), PresenceState.ACTIVE);
        }
        PresenceFilter filter = PresenceFilter.builder(store)
                .currentUser(request -> Optional.of("alice"))
                .build();
        Server server = new Server();
        NetworkTrafficServerConnector connector = countingConnector(server);
        ServletContextHandler context = new ServletContextHandler();
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        server.setHandler(context);
        server.start();
        try (EventSourceClient client = EventSourceClient.open(connector.getLocalPort(), "/events", Map.of())) {
            client.awaitSnapshot();

            assertThat(client.events("online_users").get(0).json()).hasSize(USERS);
            assertThat(bytes).hasValueGreaterThan(20 * USERS);
            assertThat(writes).as("writes").hasValueLessThan(bytes.get() / 2000);
        } finally {
            server.stop();
        }
    }

    private NetworkTrafficServerConnector countingConnector(Server server) {
        NetworkTrafficServerConnector connector = new NetworkTrafficServerConnector(server);
        connector.setHost("localhost");
        connector.setNetworkTrafficListener(new NetworkTrafficListener() {
            @Override
            public void outgoing(Socket socket, ByteBuffer written) {
                writes.incrementAndGet();
                bytes.addAndGet(written.remaining());
            }
        });
        server.addConnector(connector);
        return connector;
    }
}
