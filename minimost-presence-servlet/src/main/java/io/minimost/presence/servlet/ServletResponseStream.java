package io.minimost.presence.servlet;

import io.minimost.presence.servlet.http.ResponseStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The asynchronous response of a container, written to without ever waiting for the client. */
final class ServletResponseStream implements ResponseStream, WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(ServletResponseStream.class);

    /** Writing waits for nothing, so nobody needs that long. */
    private static final long MAX_USE_SECONDS = 1;

    private final Listener listener;

    /** Held while the response is used. */
    private final ReentrantLock use = new ReentrantLock();

    private volatile @Nullable Response response;
    private @Nullable Task task; // Guarded by use.
    private volatile boolean writable;
    private volatile boolean ending;
    private volatile boolean failed;
    private volatile boolean over;

    ServletResponseStream(Listener listener) {
        this.listener = listener;
    }

    /**
     * @param request shows whether the context is still ours: when a connection breaks, Tomcat may give the same object to
     *     another request without telling us that ours is over
     */
    private record Response(AsyncContext context, ServletRequest request, ServletOutputStream out) {
        boolean isOurs() {
            try {
                return context.getRequest() == request;
            } catch (IllegalStateException e) {
                LOG.debug("a stream has ended by itself", e);
                return false;
            }
        }
    }

    /** @param step what is to be written; null once the container has that, and is not ready for more yet */
    private record Task(@Nullable Step step, Runnable onDone) {}

    private interface Step {
        void run(ServletOutputStream out) throws IOException;
    }

    /** Gives the stream its response, which lasts until the stream ends it. */
    void begin(AsyncContext context) throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        context.setTimeout(0);
        context.addListener(this);
        response = new Response(context, context.getRequest(), out);
        out.setWriteListener(this);
    }

    @Override
    public void write(byte[] bytes, Runnable onDone) throws IOException {
        begin(new Task(out -> out.write(bytes), onDone));
    }

    @Override
    public void flush(Runnable onDone) throws IOException {
        begin(new Task(ServletOutputStream::flush, onDone));
    }

    /**
     * While the client does not take what was written, the end is put off until it does, or until the container's own time for
     * writing is up: a response that is ended with something left would spoil a later one in Tomcat.
     */
    @Override
    public void end() {
        ending = true;
        if (!failed && writable) {
            complete();
        }
    }

    @Override
    public void endAfterFailure() {
        complete();
    }

    private void begin(Task next) throws IOException {
        use.lock();
        try {
            task = next;
        } finally {
            use.unlock();
        }
        goOn();
    }

    /** Does what there is to do if the container takes it now; if not, the container calls when it does. */
    private void goOn() throws IOException {
        Runnable done = null;
        use.lock();
        try {
            done = work();
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        } finally {
            use.unlock();
        }
        if (done != null) {
            done.run();
        }
        if (over) {
            listener.closed();
        } else if (ending) {
            // It was to end while the response was asked whether it is ready.
            end();
        }
    }

    /** Returns what to run when the task is done; null if it is not, or there is none. */
    private @Nullable Runnable work() throws IOException {
        Response current = response;
        Task next = task;
        if (current == null || next == null || failed || !isReady(current)) {
            return null;
        }
        if (next.step() != null) {
            next.step().run(current.out());
            task = new Task(null, next.onDone());
            if (!isReady(current)) {
                return null;
            }
        }
        task = null;
        return next.onDone();
    }

    private boolean isReady(Response current) {
        if (over || !writable) {
            return false;
        }
        if (!current.isOurs()) {
            over = true;
            return false;
        }
        // Before the question, because the container may say yes from another thread as soon as it has said no.
        writable = false;
        if (current.out().isReady()) {
            writable = true;
            return true;
        }
        return false;
    }

    private void complete() {
        Response current = response;
        use.lock();
        try {
            if (current != null && !over && current.isOurs()) {
                current.context().complete();
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
        listener.closed();
    }

    @Override
    public void onWritePossible() {
        writable = true;
        if (ending) {
            end();
            return;
        }
        try {
            goOn();
        } catch (IOException | RuntimeException e) {
            LOG.debug("a stream broke off", e);
            listener.failed();
        }
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a stream broke off", failure);
        failed = true;
        listener.failed();
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
