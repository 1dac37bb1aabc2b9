package io.minimost.presence.internal;

import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.extension.ExtensionMethod;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Lets JDBI's statements go through the pipeline of their connection: what waits goes with them, or they wait themselves. */
final class PipelinedStatements implements StatementBuilder {
    private final StatementPipeline pipeline;

    PipelinedStatements(StatementPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        pipeline.flush();
        return connection.createStatement();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PipelinedStatement handler = hasResult(context.getExtensionMethod())
                ? PipelinedStatement.send(pipeline, sql)
                : PipelinedStatement.wait(pipeline, sql);
        return (PreparedStatement) Proxy.newProxyInstance(
                PipelinedStatements.class.getClassLoader(), new Class<?>[] {PreparedStatement.class}, handler);
    }

    private static boolean hasResult(@Nullable ExtensionMethod method) {
        return method == null || method.getMethod().getReturnType() != void.class;
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        pipeline.flush();
        return connection.prepareCall(sql);
    }

    /** The pipeline keeps its statements. */
    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        boolean isPipelined = Proxy.isProxyClass(statement.getClass())
                && Proxy.getInvocationHandler(statement) instanceof PipelinedStatement;
        if (!isPipelined) {
            statement.close();
        }
    }
}
