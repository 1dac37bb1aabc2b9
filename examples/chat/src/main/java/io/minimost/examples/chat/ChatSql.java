package io.minimost.examples.chat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.DoubleSupplier;
import org.jdbi.v3.core.Handle;

/** The statements of the chat's own tables, on one connection. Both databases understand the same text. */
record ChatSql(UserSql users, MessageSql messages, DirectChannelSql directs, DoubleSupplier clock) {
    static ChatSql on(Handle handle, DoubleSupplier clock) {
        return new ChatSql(
                handle.attach(UserSql.class),
                handle.attach(MessageSql.class),
                handle.attach(DirectChannelSql.class),
                clock);
    }

    /** Creates the tables that are missing, as {@code script} has them. */
    static void createTables(Handle handle, String script) {
        try (InputStream text = Objects.requireNonNull(ChatSql.class.getResourceAsStream("/sql/" + script), script);
                var statements = handle.createScript(new String(text.readAllBytes(), StandardCharsets.UTF_8))) {
            statements.executeAsSeparateStatements();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The time in seconds since 1970, by the clock that all nodes have in common. */
    double now() {
        return clock.getAsDouble();
    }
}
