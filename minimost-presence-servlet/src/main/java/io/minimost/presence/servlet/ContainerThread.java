package io.minimost.presence.servlet;

import jakarta.servlet.ServletRequest;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a response may be used once it is asynchronous: in most containers on any thread, one at a time; in Undertow only on
 * the I/O thread of the connection.
 *
 * <p>On another thread, a write that fails would end the response a second time on the I/O thread. Undertow logs an error
 * then, and may count one request too few; with Spring Boot it takes itself for shut down, and answers everything with 503.
 */
final class ContainerThread {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerThread.class);

    private static final ContainerThread ANY = new ContainerThread(Runnable::run);

    private final Executor executor;

    private ContainerThread(Executor executor) {
        this.executor = executor;
    }

    /** The thread for the response to {@code request}. */
    static ContainerThread of(ServletRequest request) {
        if (!Undertow.serves(request)) {
            return ANY;
        }
        try {
            return new ContainerThread(Undertow.ioThread(request));
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("event streams may break this version of Undertow: its I/O threads are not found", e);
            return ANY;
        }
    }

    /** Whether the current thread may use the response. */
    boolean isCurrent() {
        return this == ANY || executor == Thread.currentThread();
    }

    /**
     * Runs {@code work} where the response may be used: now, if this is there, otherwise later.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the container has stopped
     */
    void run(Runnable work) {
        if (isCurrent()) {
            work.run();
        } else {
            executor.execute(work);
        }
    }
}
