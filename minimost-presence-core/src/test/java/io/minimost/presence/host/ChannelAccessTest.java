package io.minimost.presence.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.ChannelId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelAccessTest {
    @TempDir
    private Path directory = Path.of("");

    private PresenceStore store = PresenceStore.inMemory();

    @BeforeEach
    void openStore() throws SQLException {
        store.close();
        Path file = directory.resolve("presence.db");
        store = PresenceStore.open(file);
        // As a MiniMost on the same file does.
        try (Connection minimost = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = minimost.createStatement()) {
            statement.execute(
                    "INSERT INTO private_channel_members (channel_id, username, joined_ts) VALUES (7, 'alice', 0.0)");
        }
    }

    @AfterEach
    void closeStore() {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"alice, general", "alice, dm:alice:bob", "bob, dm:alice:bob", "alice, private:7"})
    void standard_grantsAccess(String user, String channel) {
        assertThat(access().mayUse(user, ChannelId.parse(channel))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "alice, unlisted",
        "alice, General",
        "carol, dm:alice:bob",
        "ali, dm:alice:bob",
        "bob, private:7",
        "Alice, private:7",
        "alice, private:8"
    })
    void standard_deniesAccess(String user, String channel) {
        assertThat(access().mayUse(user, ChannelId.parse(channel))).isFalse();
    }

    @Test
    void standard_withoutPublicChannels_opensNone() {
        assertThat(ChannelAccess.standard(store, List.of()).mayUse("alice", ChannelId.parse("general")))
                .isFalse();
    }

    private ChannelAccess access() {
        return ChannelAccess.standard(store, List.of("general", "software"));
    }
}
