package io.minimost.examples.chat;

import java.nio.file.Path;

class MessagesOnPostgresTest extends MessagesTest {
    @Override
    ChatOptions options(Path data) {
        return Postgres.options();
    }
}
