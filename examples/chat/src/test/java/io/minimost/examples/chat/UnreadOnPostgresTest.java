package io.minimost.examples.chat;

import java.nio.file.Path;

class UnreadOnPostgresTest extends UnreadTest {
    @Override
    ChatOptions options(Path data) {
        return Postgres.options();
    }
}
