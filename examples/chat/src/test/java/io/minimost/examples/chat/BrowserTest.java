package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import io.minimost.presence.calls.CallTimeouts;
import io.minimost.presence.javascript.InstalledBrowser;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** An empty chat, and users who each have their own window. No page may write an error to its console, and the server may log no warning. */
abstract class BrowserTest {
    /** A report that a user is gone is accepted sooner than by default. */
    private static final CallTimeouts CALL_TIMEOUTS =
            new CallTimeouts(CallTimeouts.DEFAULT.ring(), CallTimeouts.DEFAULT.heartbeat(), Duration.ofSeconds(8));

    @RegisterExtension
    static final InstalledBrowser BROWSER = new InstalledBrowser(
            // A fake camera and screen that need no permission and show a moving pattern, slowly.
            "--use-fake-device-for-media-stream=fps=5",
            "--use-fake-ui-for-media-stream",
            "--allow-loopback-in-peer-connection");

    @RegisterExtension
    final LoggedWarnings logged = new LoggedWarnings();

    private final List<ChatWindow> windows = new ArrayList<>();
    private Path data;
    private ChatServer server;

    @BeforeEach
    final void startServer(@TempDir Path directory) {
        data = directory;
        server = start(0);
    }

    @AfterEach
    final void stopServer() {
        try {
            assertThat(windows).flatExtracting(ChatWindow::complaints).isEmpty();
        } finally {
            windows.forEach(ChatWindow::close);
            server.close();
        }
    }

    ChatServer server() {
        return server;
    }

    /** Stops the server, and starts it again on the same port with the same files. */
    void restartServer(Runnable meanwhile) {
        int port = URI.create(server.url()).getPort();
        server.close();
        meanwhile.run();
        server = start(port);
    }

    private ChatServer start(int port) {
        return ChatServer.start(new ChatOptions("127.0.0.1", port, data), CALL_TIMEOUTS);
    }

    ChatWindow window(NewContextOptions options) {
        ChatWindow window = new ChatWindow(BROWSER.profile(options).newPage(), server.url());
        windows.add(window);
        return window;
    }

    ChatWindow signIn(String name) {
        return window(new NewContextOptions()).signIn(name);
    }
}
