package io.minimost.examples.chat;

import java.nio.file.Path;

class PrivateChannelsOnPostgresTest extends PrivateChannelsTest {
    @Override
    ChatOptions options(Path data) {
        return Postgres.options();
    }
}
