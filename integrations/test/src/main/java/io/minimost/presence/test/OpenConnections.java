package io.minimost.presence.test;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The JDBC connections that are not closed, and where they were opened. Thread-safe. */
final class OpenConnections {
    private final Map<Connection, Throwable> open = new ConcurrentHashMap<>();

    /** Returns {@code connection}, which is open until it is closed. */
    Connection track(Connection connection) {
        open.put(connection, new Throwable("connected"));
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                if (method.getName().equals("close") || method.getName().equals("abort")) {
                    open.remove(connection);
                }
            }
        };
        return (Connection)
                Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, handler);
    }

    List<Leak> leaks() {
        return open.values().stream()
                .map(opened -> new Leak("a JDBC connection", opened))
                .toList();
    }

    void closeAll() throws SQLException {
        for (Connection connection : open.keySet()) {
            connection.close();
        }
        open.clear();
    }
}
