package io.minimost.presence.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Discards the rest of a body after the response, for a short time, because a client may lose the response if its connection
 * is closed while it sends. No thread waits for the rest; Tomcat would block one if it ended such a request by itself.
 */
final class BodyDiscarder implements ReadListener, AsyncListener {
    /** More than a client sends by mistake. */
    private static final long MAX_BYTES = 8 * 1024 * 1024;

    private static final long MAX_MILLIS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(BodyDiscarder.class);

    private final AsyncContext context;
    private final ServletInputStream in;
    private final byte[] buffer = new byte[8192];
    private long discarded;

    private BodyDiscarder(AsyncContext context) throws IOException {
        this.context = context;
        in = context.getRequest().getInputStream();
    }

    /** Call it when the response is complete and has announced that the connection ends with it. */
    static void discard(HttpServletRequest request) throws IOException {
        if (!request.isAsyncSupported() || request.isAsyncStarted()) {
            return;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(MAX_MILLIS);
        try {
            BodyDiscarder discarder = new BodyDiscarder(context);
            context.addListener(discarder);
            discarder.in.setReadListener(discarder);
        } catch (IllegalStateException e) {
            LOG.debug("a filter of the host reads the body", e);
            giveUp(context);
        }
    }

    @Override
    public void onDataAvailable() {
        try {
            while (in.isReady() && !in.isFinished()) {
                int read = in.read(buffer);
                discarded += Math.max(read, 0);
                if (read < 0) {
                    context.complete();
                    return;
                }
                if (discarded > MAX_BYTES) {
                    giveUp(context);
                    return;
                }
            }
        } catch (IOException e) {
            // Tomcat has closed the input with a response of known length. The time-out ends the request.
            LOG.debug("the rest of a body cannot be read", e);
        }
    }

    @Override
    public void onAllDataRead() {
        context.complete();
    }

    /** Then Tomcat ends the request and calls the other {@code onError}; in Jetty the time-out ends it. */
    @Override
    public void onError(Throwable failure) {
        LOG.debug("the rest of a body broke off", failure);
    }

    /** Otherwise the container would look for an error page. */
    @Override
    public void onError(AsyncEvent event) {
        event.getAsyncContext().complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        giveUp(event.getAsyncContext());
    }

    /**
     * Undertow would wait for the rest on a thread before it completes the request. If it is left alone, it closes the
     * connection after the time-out.
     */
    private static void giveUp(AsyncContext context) {
        if (!Undertow.serves(context.getRequest())) {
            context.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // The container closes the connection.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is never started again.
    }
}
