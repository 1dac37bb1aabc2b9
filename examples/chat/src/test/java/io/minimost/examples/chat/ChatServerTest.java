package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatServerTest {
    @TempDir
    private Path directory;

    @Test
    void page_isServedWithAStrictPolicy() {
        try (ChatServer server = start(directory)) {
            HttpResponse<String> page = new ChatClient(server).get("");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("<title>Chat</title>");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'self';")
                    .contains("media-src 'self' blob:;")
                    .doesNotContain("unsafe");
            assertThat(page.headers().firstValue("Permissions-Policy").orElse(""))
                    .contains("camera=(self)", "microphone=(self)", "display-capture=(self)");
            assertThat(new ChatClient(server).get("js/").statusCode()).isNotEqualTo(200);
            assertThat(new ChatClient(server).get("nothing").statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/send/general", "/presence", "/react/1"})
    void formsThatNeverArrive_blockNoOtherRequest(String path) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        try (ChatServer server = start(directory)) {
            try {
                URI url = URI.create(server.url());
                for (int i = 0; i < 300; i++) {
                    Socket slow = new Socket(url.getHost(), url.getPort());
                    crowd.add(slow);
                    slow.getOutputStream()
                            .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 6000\r\n"
                                            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nu")
                                    .getBytes(StandardCharsets.US_ASCII));
                }

                assertThat(new ChatClient(server).get("").statusCode()).isEqualTo(200);
                ChatClient alice = ChatClient.signedIn(server, "alice");
                assertThat(alice.post("send/general", "text", "hello").statusCode())
                        .isEqualTo(200);
                assertThat(alice.get("messages/general").body()).contains("hello");
            } finally {
                for (Socket slow : crowd) {
                    slow.close();
                }
            }
        }
    }

    @Test
    void restart_keepsMessagesAndNames_butNobodyIsOnline() {
        Path data = directory.resolve("not/yet/there");
        try (ChatServer server = start(data)) {
            ChatClient.signedIn(server, "alice").post("send/general", "text", "still here");
        }

        try (ChatServer server = start(data)) {
            ChatClient bob = ChatClient.signedIn(server, "bob");
            assertThat(bob.get("messages/general").body()).contains("still here");
            assertThat(bob.get("users").body()).isEqualTo("[\"alice\"]");
            assertThat(bob.get("online_users").body()).contains("\"alice\":\"offline\"");
        }
    }

    @Test
    void close_releasesTheFiles() {
        start(directory).close();

        try (PresenceStore store = PresenceStore.open(directory.resolve("presence.db"))) {
            assertThat(store.presence().recentStates()).isEmpty();
        }
        assertThat(directory.resolve("messages.db-wal")).doesNotExist();
    }

    @Test
    void start_portInUse_saysSoAndReleasesTheFiles() {
        try (ChatServer first = start(directory.resolve("first"))) {
            int port = URI.create(first.url()).getPort();

            assertThatThrownBy(() -> ChatServer.start(new ChatOptions("127.0.0.1", port, directory.resolve("second"))))
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageContaining("--port");
        }
        assertThat(directory.resolve("second/messages.db-wal")).doesNotExist();
    }

    @Test
    void start_dataIsAFile_saysSo() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> start(file)).hasMessageContaining(file.toString());
    }

    private static ChatServer start(Path data) {
        return ChatServer.start(new ChatOptions("127.0.0.1", 0, data));
    }
}
