package io.minimost.examples.chat;

import java.nio.file.Path;

class ReactionsOnPostgresTest extends ReactionsTest {
    @Override
    ChatOptions options(Path data) {
        return Postgres.options();
    }
}
