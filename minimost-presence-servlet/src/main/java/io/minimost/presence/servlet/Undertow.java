package io.minimost.presence.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be known of Undertow. Its own classes are asked by reflection, because applications in WildFly do not see them.
 */
final class Undertow {
    private static final Logger LOG = LoggerFactory.getLogger(Undertow.class);

    private Undertow() {}

    /** Whether Undertow serves {@code request}. */
    static boolean serves(ServletRequest request) {
        return original(request).getClass().getName().startsWith("io.undertow.");
    }

    /**
     * Runs work where the response to {@code request} may be used once it is asynchronous: in most containers on any thread,
     * one at a time, so at once; in Undertow only on the I/O thread of the connection, so later if the current thread is
     * another one.
     *
     * <p>On another thread, a write that fails would end the response a second time on the I/O thread. Undertow logs an error
     * then, and may count one request too few; with Spring Boot it takes itself for shut down, and answers everything with
     * 503.
     *
     * @return throws {@link java.util.concurrent.RejectedExecutionException} if the container has stopped
     */
    static Executor responseExecutor(ServletRequest request) {
        if (!serves(request)) {
            return Runnable::run;
        }
        try {
            Executor ioThread = (Executor) get(get(original(request), "getExchange"), "getIoThread");
            return work -> {
                if (ioThread == Thread.currentThread()) {
                    work.run();
                } else {
                    ioThread.execute(work);
                }
            };
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.warn("event streams may break this version of Undertow: its I/O threads are not found", e);
            return Runnable::run;
        }
    }

    /** Closes the connection of {@code request} if Undertow serves it; not over HTTP/2, where others use it, too. */
    static boolean disconnect(ServletRequest request) {
        if (serves(request) && request.getProtocol().startsWith("HTTP/1.")) {
            try {
                ((AutoCloseable) get(get(original(request), "getExchange"), "getConnection")).close();
                return true;
            } catch (Exception e) {
                LOG.warn("a client that reads nothing keeps its connection", e);
            }
        }
        return false;
    }

    private static ServletRequest original(ServletRequest request) {
        ServletRequest original = request;
        while (original instanceof ServletRequestWrapper wrapper) {
            original = wrapper.getRequest();
        }
        return original;
    }

    private static Object get(Object target, String getter) throws ReflectiveOperationException {
        return target.getClass().getMethod(getter).invoke(target);
    }
}
