package io.minimost.examples.chat;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * When Jetty stops, lets running requests end, and then closes the connections at once. Otherwise Jetty would wait a while for those
 * that browsers keep for their next request.
 */
final class PromptStopHandler extends GracefulHandler {
    private final ServerConnector connector;

    PromptStopHandler(ServerConnector connector, Handler handler) {
        super(handler);
        this.connector = connector;
    }

    @Override
    public CompletableFuture<Void> shutdown() {
        return super.shutdown().thenRun(() -> connector.getConnectedEndPoints().forEach(EndPoint::close));
    }
}
