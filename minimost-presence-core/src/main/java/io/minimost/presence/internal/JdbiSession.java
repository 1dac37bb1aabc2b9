package io.minimost.presence.internal;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/** The JDBI handle of a connection, with its SQL objects and prepared statements. Closing it does not close the connection. */
final class JdbiSession implements SqlSession, AutoCloseable {
    private final Dialect dialect;
    private final Handle handle;
    private @Nullable Object[] attached = new Object[0];

    /** A session on SQLite. */
    JdbiSession(Connection connection) {
        this(connection, Dialect.SQLITE, new StatementCache(), Optional.empty());
    }

    /** A session on PostgreSQL. */
    JdbiSession(Connection connection, StatementPipeline pipeline) {
        this(connection, Dialect.POSTGRES, new PipelinedStatements(pipeline), Optional.of(pipeline));
    }

    private JdbiSession(
            Connection connection, Dialect dialect, StatementBuilder statements, Optional<StatementPipeline> pipeline) {
        this.dialect = dialect;
        handle = Jdbi.create(connection)
                .installPlugin(new SqlObjectPlugin())
                .setStatementBuilderFactory(c -> statements)
                // The owner closes the connection, which ends an open transaction.
                .configure(Handles.class, handles -> handles.setForceEndTransactions(false))
                .configure(PipelineConfig.class, config -> pipeline.ifPresent(config::setPipeline))
                .open();
        if (dialect == Dialect.POSTGRES) {
            handle.registerArgument(new PostgresText());
        }
    }

    @Override
    public <T> T sql(Dao<T> dao) {
        int index = dao.index();
        if (index >= attached.length) {
            attached = Arrays.copyOf(attached, index + 1);
        }
        Object sql = attached[index];
        if (sql == null) {
            dao.rowMappers().forEach(handle::registerRowMapper);
            sql = handle.attach(dao.type(dialect));
            attached[index] = sql;
        }
        return dao.type().cast(sql);
    }

    @Override
    public void close() {
        handle.close();
    }
}
