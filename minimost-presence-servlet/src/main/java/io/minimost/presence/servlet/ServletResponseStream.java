package io.minimost.presence.servlet;

import io.minimost.presence.servlet.http.ResponseStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The asynchronous response of a container. Writing to it never waits for the client. */
final class ServletResponseStream implements ResponseStream, WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(ServletResponseStream.class);

    /** Longer than any write takes, because no write waits. */
    private static final long MAX_WRITE_SECONDS = 1;

    /** A container that ends a broken response by itself has done so long before. */
    private static final Executor LATER = CompletableFuture.delayedExecutor(2, TimeUnit.SECONDS);

    /** Held while the response is used. */
    private final ReentrantLock lock = new ReentrantLock();

    private volatile Runnable onClosed = () -> {};
    private volatile Runnable onFailed = () -> {};
    private volatile @Nullable Response response;
    private @Nullable Task task; // Guarded by lock.
    private volatile boolean writable;
    private volatile boolean failed;
    private volatile boolean ending;
    private volatile boolean over;

    /** When a connection breaks, Tomcat may reuse the context for another request without notice. */
    private record Response(AsyncContext context, ServletRequest request, ServletOutputStream out, Executor executor) {
        boolean isOurs() {
            try {
                return context.getRequest() == request;
            } catch (IllegalStateException e) {
                LOG.debug("a stream has ended by itself", e);
                return false;
            }
        }
    }

    /** @param step the write; null once the container has done it and is not yet ready for more */
    private record Task(@Nullable Step step, Runnable onDone) {}

    private interface Step {
        void run(ServletOutputStream out) throws IOException;
    }

    @Override
    public void onEnd(Runnable closed, Runnable brokenOff) {
        onClosed = closed;
        onFailed = brokenOff;
    }

    /** Reports that the stream cannot begin. */
    void abandon() {
        onClosed.run();
    }

    /** Begins the stream with a response that has no time-out. */
    void begin(AsyncContext context) throws IOException {
        ServletOutputStream out = context.getResponse().getOutputStream();
        context.setTimeout(0);
        context.addListener(this);
        ServletRequest request = context.getRequest();
        response = new Response(context, request, out, Undertow.responseExecutor(request));
        out.setWriteListener(this);
    }

    @Override
    public void write(byte[] bytes, Runnable onDone) {
        perform(new Task(out -> out.write(bytes), onDone));
    }

    @Override
    public void flush(Runnable onDone) {
        perform(new Task(ServletOutputStream::flush, onDone));
    }

    /**
     * While the client does not take what was written, the end is delayed until it does, or until the container's time-out.
     * Undertow has none, so its connection is closed. In Tomcat, a response that is ended with data left would corrupt a later one.
     */
    @Override
    public void end() {
        ending = true;
        perform(new Task(out -> complete(), () -> {}));
        if (failed) {
            LATER.execute(this::endAfterFailure);
        } else if (!over) {
            CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS).execute(() -> inContainer(this::breakOff));
        }
    }

    private void breakOff() {
        Response current = response;
        if (current != null && !over && Undertow.disconnect(current.request())) {
            complete();
        }
    }

    @Override
    public void endAfterFailure() {
        inContainer(this::complete);
    }

    private void perform(Task next) {
        lock.lock();
        try {
            task = next;
        } finally {
            lock.unlock();
        }
        inContainer(this::proceed);
    }

    /** Before the response begins, there is nothing to do: the container calls {@link #onWritePossible} first. */
    private void inContainer(Runnable work) {
        Response current = response;
        if (current == null) {
            return;
        }
        try {
            current.executor().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the container has stopped, and has ended the response", e);
            failed = true;
            onFailed.run();
        }
    }

    /** Performs the task if the container is ready; otherwise the container calls {@link #onWritePossible} later. */
    private void proceed() {
        Optional<Runnable> next;
        lock.lock();
        try {
            next = runTask();
        } catch (IOException | RuntimeException e) {
            LOG.debug("a stream broke off", e);
            failed = true;
            next = Optional.of(this::fail);
        } finally {
            lock.unlock();
        }
        next.ifPresent(Runnable::run);
        if (over) {
            onClosed.run();
        }
    }

    /** Returns the callback of the task if it is done; empty if it is not, or there is none. */
    private Optional<Runnable> runTask() throws IOException {
        Response current = response;
        Task next = task;
        if (current == null || next == null || failed || !isReady(current)) {
            return Optional.empty();
        }
        if (next.step() != null) {
            next.step().run(current.out());
            task = new Task(null, next.onDone());
            if (!isReady(current)) {
                return Optional.empty();
            }
        }
        task = null;
        return Optional.of(next.onDone());
    }

    private boolean isReady(Response current) {
        if (over || !writable) {
            return false;
        }
        if (!current.isOurs()) {
            over = true;
            return false;
        }
        // Before isReady(): when it returns false, the container may call onWritePossible at once on another thread.
        writable = false;
        if (current.out().isReady()) {
            writable = true;
            return true;
        }
        return false;
    }

    private void complete() {
        Response current = response;
        lock.lock();
        try {
            if (current != null && !over && current.isOurs()) {
                current.context().complete();
            }
        } catch (RuntimeException e) {
            LOG.debug("a stream has ended by itself", e);
        } finally {
            over = true;
            lock.unlock();
        }
    }

    /**
     * Called when the container has ended the response. Afterwards it may reuse the response for another request, so this
     * waits for a thread of ours that may still use it.
     */
    private void close() {
        over = true;
        try {
            if (lock.tryLock(MAX_WRITE_SECONDS, TimeUnit.SECONDS)) {
                lock.unlock();
            } else {
                LOG.warn("a stream is over, and is still being written to");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        onClosed.run();
    }

    @Override
    public void onWritePossible() {
        writable = true;
        proceed();
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("a stream broke off", failure);
        fail();
    }

    /** Nobody else ends a stream that breaks off while its end waits for the client. */
    private void fail() {
        failed = true;
        onFailed.run();
        if (ending) {
            LATER.execute(this::endAfterFailure);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        close();
    }

    /** Otherwise the container would dispatch to the error page of the host before it ends the response. */
    @Override
    public void onError(AsyncEvent event) {
        endNow(event);
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        endNow(event);
    }

    private void endNow(AsyncEvent event) {
        close();
        try {
            event.getAsyncContext().complete();
        } catch (IllegalStateException e) {
            LOG.debug("a stream has ended by itself", e);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is never started again.
    }
}
