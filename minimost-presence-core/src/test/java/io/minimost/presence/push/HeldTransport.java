package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.host.HostEvent;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A transport that keeps the hub's thread busy with one event until it is released. */
final class HeldTransport extends TestClient {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /** Connects to {@code hub}, and returns when its thread is held. */
    static HeldTransport hold(EventHub hub) {
        HeldTransport transport = new HeldTransport();
        String user = "holder" + COUNT.incrementAndGet();
        hub.connect(ConnectRequest.of(user), transport);
        hub.publishTo(user, HostEvent.of("hold", "1"));
        await(transport.held);
        return transport;
    }

    void release() {
        released.countDown();
    }

    @Override
    public void write(OutgoingEvent event, Runnable onDone) throws IOException {
        super.write(event, onDone);
        if (event.toText().contains("hold")) {
            held.countDown();
            await(released);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
