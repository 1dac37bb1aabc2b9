package io.minimost.presence.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What JDBI uses like a statement of its own, and is a part of a message. */
final class PipelinedStatement implements InvocationHandler {
    private final StatementPipeline pipeline;
    private final String sql;
    private final StatementPipeline.@Nullable Message message;
    private final List<Call> parameters = new ArrayList<>();

    private PipelinedStatement(StatementPipeline pipeline, String sql, StatementPipeline.@Nullable Message message) {
        this.pipeline = pipeline;
        this.sql = sql;
        this.message = message;
    }

    /** Sends {@code sql} when it is executed, after what waits. */
    static PipelinedStatement send(StatementPipeline pipeline, String sql) throws SQLException {
        return new PipelinedStatement(pipeline, sql, pipeline.message(sql));
    }

    /** Lets {@code sql}, which has no result, wait for the next message when it is executed. */
    static PipelinedStatement wait(StatementPipeline pipeline, String sql) {
        return new PipelinedStatement(pipeline, sql, null);
    }

    // A class, not a record: the arguments are an array.
    private static final class Call {
        private final Method method;
        private final Object[] arguments;

        Call(Method method, Object[] arguments) {
            this.method = method;
            this.arguments = arguments;
        }

        /** Sets the parameter {@code before} positions further. */
        int on(PreparedStatement statement, int before) throws SQLException {
            Object[] shifted = arguments.clone();
            int position = (Integer) arguments[0];
            shifted[0] = before + position;
            invoke(method, statement, shifted);
            return before + position;
        }
    }

    @Override
    @SuppressWarnings("NullAway") // A method of a statement may take and return null.
    public Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
        boolean isParameter = arguments != null
                && arguments.length > 1
                && method.getName().startsWith("set")
                && method.getParameterTypes()[0] == int.class;
        if (isParameter) {
            Call parameter = new Call(method, arguments);
            if (message == null) {
                parameters.add(parameter);
            } else {
                parameter.on(message.statement(), message.parametersBefore());
            }
            return null;
        }
        if (message != null) {
            return method.getName().equals("execute")
                    ? message.execute()
                    : invoke(method, message.statement(), arguments);
        }
        return switch (method.getName()) {
            case "execute" -> {
                pipeline.add(sql, this::setParameters);
                yield false;
            }
            case "getUpdateCount" -> 0;
            case "setQueryTimeout", "setFetchSize", "setMaxRows", "clearParameters", "close" -> null;
            default -> throw new UnsupportedOperationException(method + " of a statement that waits: " + sql);
        };
    }

    private int setParameters(PreparedStatement statement, int before) throws SQLException {
        int last = before;
        for (Call parameter : parameters) {
            last = Math.max(last, parameter.on(statement, before));
        }
        return last;
    }

    private static @Nullable Object invoke(Method method, PreparedStatement statement, Object @Nullable [] arguments)
            throws SQLException {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
