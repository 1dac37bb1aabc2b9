package io.minimost.presence.servlet;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.concurrent.Executor;

/**
 * What must be known of Undertow. Its own classes are asked by reflection, because applications in WildFly do not see them.
 */
final class Undertow {
    private Undertow() {}

    /** Whether Undertow serves {@code request}. */
    static boolean serves(ServletRequest request) {
        return original(request).getClass().getName().startsWith("io.undertow.");
    }

    /**
     * The I/O thread of the connection of {@code request}, which Undertow serves.
     *
     * @throws ReflectiveOperationException if this version of Undertow is an unknown one
     */
    static Executor ioThread(ServletRequest request) throws ReflectiveOperationException {
        return (Executor) get(get(original(request), "getExchange"), "getIoThread");
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
