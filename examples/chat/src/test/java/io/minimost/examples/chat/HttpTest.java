package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A chat with three signed-in users, without a page. */
abstract class HttpTest {
    ChatServer server;
    ChatClient alice;
    ChatClient bob;
    ChatClient carol;

    @BeforeEach
    final void start(@TempDir Path data) {
        server = ChatServer.start(options(data));
        alice = ChatClient.signedIn(server, "alice");
        bob = ChatClient.signedIn(server, "bob");
        carol = ChatClient.signedIn(server, "carol");
    }

    /** Where the chat keeps its data; subclasses try other places. */
    ChatOptions options(Path data) {
        return new ChatOptions("127.0.0.1", 0, data);
    }

    @AfterEach
    final void stop() {
        server.close();
    }

    static void assertAnswer(HttpResponse<String> response, int status, String body) {
        assertThat(response.body()).isEqualTo(body);
        assertThat(response.statusCode()).isEqualTo(status);
    }
}
