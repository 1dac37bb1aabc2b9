package io.minimost.presence.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of SQL statements, each ended by a semicolon at the end of a line. */
final class SqlScript {
    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*$");
    private static final Pattern STATEMENT_END = Pattern.compile("(?m);\\s*$");

    private final List<String> statements;

    private SqlScript(List<String> statements) {
        this.statements = statements;
    }

    static SqlScript load(String resource) {
        try (InputStream in = SqlScript.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new SqlScript(
                    Stream.of(STATEMENT_END.split(COMMENT.matcher(text).replaceAll("")))
                            .filter(statement -> !statement.isBlank())
                            .toList());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read resource " + resource, e);
        }
    }

    void run(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
