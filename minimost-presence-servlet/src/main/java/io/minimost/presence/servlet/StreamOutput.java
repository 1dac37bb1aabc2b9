package io.minimost.presence.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The response that a stream is written to, without ever waiting for the client. Apart from what the container calls, only
 * one thread may use it at a time.
 */
final class StreamOutput implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(StreamOutput.class);

    /** Writing waits for nothing, so nobody needs that long. */
    private static final long MAX_USE_SECONDS = 1;

    private final AsyncContext context;

    /**
     * Shows whether the context is still ours: when a connection breaks, Tomcat may give the same object to another request
     * without telling us that ours is over.
     */
    private final ServletRequest request;

    private final ServletOutputStream out;

    /** Held while the response is used. */
    private final ReentrantLock use = new ReentrantLock();

    private final EventStream stream;
    private volatile boolean writable;
    private volatile boolean failed;
    private volatile boolean over;

    private StreamOutput(AsyncContext context, EventStream stream) throws IOException {
        this.context = context;
        request = context.getRequest();
        this.stream = stream;
        out = context.getResponse().getOutputStream();
    }

    /** Gives {@code stream} its response, which lasts until the stream ends it. */
    static void begin(AsyncContext context, EventStream stream) throws IOException {
        StreamOutput output = new StreamOutput(context, stream);
        context.setTimeout(0);
        context.addListener(output);
        stream.open(output);
        output.out.setWriteListener(output);
    }

    /** Whether something can be written now; if not, the stream is told when it can. */
    boolean isReady() {
        use.lock();
        try {
            return askWhetherReady();
        } finally {
            use.unlock();
        }
    }

    private boolean askWhetherReady() {
        if (over || !writable) {
            return false;
        }
        if (!isOurs()) {
            over = true;
            return false;
        }
        // Before the question, because the container may say yes from another thread as soon as it has said no.
        writable = false;
        if (out.isReady()) {
            writable = true;
            return true;
        }
        return false;
    }

    void write(byte[] bytes) throws IOException {
        use.lock();
        try {
            requireNotOver();
            out.write(bytes);
        } finally {
            use.unlock();
        }
    }

    void flush() throws IOException {
        use.lock();
        try {
            requireNotOver();
            out.flush();
        } finally {
            use.unlock();
        }
    }

    private void requireNotOver() throws IOException {
        if (over) {
            throw new IOException("the response is over");
        }
    }

    /**
     * Ends the response. Nothing may be written after that: the container may have given it to another request. While the
     * client does not take what was written, that is put off until he does, or until the container's own time for writing
     * is up: a response that is ended with something left would spoil a later one in Tomcat.
     */
    void end() {
        if (!failed && writable) {
            complete();
        }
    }

    /**
     * Ends the response after a failure. Tomcat does that by itself, on a thread of its own, and breaks the next request if
     * it is disturbed; Jetty leaves it to us. So it is left alone for a while.
     */
    void fail() {
        if (!failed) {
            failed = true;
            stream.later(this::complete);
        }
    }

    private void complete() {
        use.lock();
        try {
            if (!over && isOurs()) {
                context.complete();
            }
        } catch (RuntimeException e) {
            LOG.debug("a stream has ended by itself", e);
        } finally {
            over = true;
            use.unlock();
        }
    }

    /**
     * The container says that the response is over. It may give it to another request when this has returned, although one
     * of our threads, of whose failure the container has heard, is still on its way out of it; so that thread is waited for.
     */
    private void isOverNow() {
        over = true;
        try {
            if (use.tryLock(MAX_USE_SECONDS, TimeUnit.SECONDS)) {
                use.unlock();
            } else {
                LOG.warn("a stream is over, and is still being written to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stream.close();
    }

    private boolean isOurs() {
        try {
            return context.getRequest() == request;
        } catch (IllegalStateException e) {
            LOG.debug("a stream has ended by itself", e);
            return false;
        }
    }

    boolean isOver() {
        return over || failed;
    }

    @Override
    public void onWritePossible() {
        writable = true;
        stream.drain();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a stream broke off", failure);
        fail();
        stream.close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        isOverNow();
    }

    /** The container would end the response when this has returned, but first send it to the page that a host has for errors. */
    @Override
    public void onError(AsyncEvent event) {
        endNow(event);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        endNow(event);
    }

    private void endNow(AsyncEvent event) {
        isOverNow();
        try {
            event.getAsyncContext().complete();
        } catch (IllegalStateException e) {
            LOG.debug("a stream has ended by itself", e);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // Nobody starts it anew.
    }
}
