package io.minimost.presence.servlet;

import io.minimost.presence.host.HostEvent;
import jakarta.servlet.Filter;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On Undertow 2.3, without TLS. Overridden tests show what differs because of the container. */
class Http2UndertowTest extends Http2Contract {
    @Override
    TestServer start(Filter filter) throws Exception {
        return new UndertowTestServer(filter);
    }

    /**
     * If a client does not take at once what a stream begins with, Undertow keeps the rest until more is written, at the latest the
     * keep-alive, although it was flushed.
     */
    @Override
    @Test
    public void signals_thatComeWhileAStreamBegins_areSentOnceAndInOrder() throws Exception {
        ScheduledExecutorService more = Executors.newSingleThreadScheduledExecutor();
        try {
            var unused = more.scheduleAtFixedRate(
                    () -> hub().publish(HostEvent.of("more", "1")), 50, 50, TimeUnit.MILLISECONDS);
            super.signals_thatComeWhileAStreamBegins_areSentOnceAndInOrder();
        } finally {
            more.shutdownNow();
        }
    }
}
