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
 * What comes of a body after its request was answered. It is thrown away for a moment, because a client whose connection is
 * closed while it sends may lose the answer; and no thread waits for it, as one of Tomcat's would that ends such a request
 * by itself.
 */
final class BodyDiscarder implements ReadListener, AsyncListener {
    /** More than a client sends by mistake. */
    private static final long MAX_BYTES = 8 * 1024 * 1024;

    private static final long MAX_MILLIS = 3_000;

    private static final Logger LOG = LoggerFactory.getLogger(BodyDiscarder.class);

    private final AsyncContext context;
    private final ServletInputStream in;
    private final byte[] piece = new byte[8192];
    private long count;

    private BodyDiscarder(AsyncContext context, ServletInputStream in) {
        this.context = context;
        this.in = in;
    }

    /** Throws away what comes; to be called when the answer is complete and says that the connection ends with it. */
    static void discard(HttpServletRequest request) throws IOException {
        if (!request.isAsyncSupported() || request.isAsyncStarted()) {
            return;
        }
        AsyncContext context = request.startAsync();
        context.setTimeout(MAX_MILLIS);
        BodyDiscarder body = new BodyDiscarder(context, context.getRequest().getInputStream());
        context.addListener(body);
        body.in.setReadListener(body);
    }

    @Override
    public void onDataAvailable() {
        try {
            while (in.isReady() && !in.isFinished()) {
                int read = in.read(piece);
                count += Math.max(read, 0);
                if (read < 0 || count > MAX_BYTES) {
                    context.complete();
                    return;
                }
            }
        } catch (IOException e) {
            // Tomcat has closed the input with an answer of known length. The rest stays where it is until the time is
            // up.
            LOG.debug("the rest of a body cannot be read", e);
        }
    }

    @Override
    public void onAllDataRead() {
        context.complete();
    }

    /** Tomcat ends the request after that, and tells so; in Jetty its time runs out. */
    @Override
    public void onError(Throwable failure) {
        LOG.debug("the rest of a body broke off", failure);
    }

    /** Otherwise the container would look for a page that tells the client of the error. */
    @Override
    public void onError(AsyncEvent event) {
        event.getAsyncContext().complete();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        // The connection is closed by the container.
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it anew.
    }
}
