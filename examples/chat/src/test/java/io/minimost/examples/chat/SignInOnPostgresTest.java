package io.minimost.examples.chat;

import java.nio.file.Path;

class SignInOnPostgresTest extends SignInTest {
    @Override
    ChatOptions options(Path data) {
        return Postgres.options();
    }
}
