package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.minimost.presence.javascript.InstalledBrowser;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Alice's window is at one node, bob's at another. */
class TwoNodesInBrowserTest {
    @RegisterExtension
    static final InstalledBrowser BROWSER = new InstalledBrowser();

    @RegisterExtension
    final LoggedWarnings logged = new LoggedWarnings();

    private final List<ChatWindow> windows = new ArrayList<>();
    private NodeProcess nodeOfAlice;
    private ChatServer nodeOfBob;
    private ChatWindow alice;
    private ChatWindow bob;

    @BeforeEach
    void start() throws IOException {
        String database = Postgres.newDatabase();
        int[] ports = freePorts();
        nodeOfBob = ChatServer.start(Postgres.node(ports[1], database, origin(ports[0])));
        nodeOfAlice = NodeProcess.start(ports[0], database, origin(ports[1]));
        alice = window(nodeOfAlice.url()).signIn("alice");
        bob = window(nodeOfBob.url()).signIn("bob");
    }

    @AfterEach
    void stop() {
        try {
            assertThat(windows).flatExtracting(ChatWindow::complaints).isEmpty();
        } finally {
            windows.forEach(ChatWindow::close);
            nodeOfAlice.kill();
            nodeOfBob.close();
        }
    }

    @Test
    void eachWindow_showsWhatHappensAtTheOtherNode() {
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
        alice.write("hello");
        assertThat(bob.typing()).hasText("alice is typing…");
        alice.picture("two-nodes-alice-types");
        bob.picture("two-nodes-bob-sees-it");

        alice.field().press("Enter");
        assertThat(bob.messages()).hasText("hello");
        assertThat(bob.typing()).hasText("");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");

        bob.react("tada");
        assertThat(alice.reactions()).hasAttribute("aria-label", "tada 1: bob");

        alice.createChannel("Team", "bob");
        assertThat(bob.entry("Team")).isVisible();
        assertThat(bob.entry("general")).not().containsText("unread");
    }

    @Test
    void nodeIsKilled_andItsWindowGoesOnAtTheOther() {
        alice.choose("random");
        bob.choose("random");
        alice.send("before");
        assertThat(bob.messages()).hasText("before");
        alice.write("half a");

        nodeOfAlice.kill();
        assertThat(alice.banner()).isVisible();
        bob.send("meanwhile");

        assertThat(alice.page()).hasURL(nodeOfBob.url() + "#random");
        assertThat(alice.heading()).hasText("# random");
        assertThat(alice.messages()).hasText(new String[] {"before", "meanwhile"});
        assertThat(alice.ownCard()).containsText("alice");
        assertThat(alice.field()).hasValue("half a");
        assertThat(bob.dot("alice")).hasAttribute("data-state", "active");
        alice.picture("two-nodes-alice-goes-on");

        alice.write(" sentence");
        assertThat(bob.typing()).hasText("alice is typing…");
        alice.field().press("Enter");
        assertThat(bob.messages().last()).hasText("half a sentence");
        bob.send("welcome back");
        assertThat(alice.messages().last()).hasText("welcome back");
        alice.forgive("net::ERR_");
    }

    /** The messages of the other node take a little longer, so they arrive between those of a window's own node. */
    @Test
    void messagesOfBothNodesAtOnce_areShownWhole_inTheSameOrder() {
        ChatClient carol = ChatClient.signedIn(nodeOfBob, "carol");
        ChatClient dave = ChatClient.signedIn(nodeOfBob, "dave").at(nodeOfAlice.url());
        List<Thread> senders = List.of(sender(carol), sender(dave));

        senders.forEach(Thread::start);

        assertThat(alice.messages()).hasCount(80, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        assertThat(bob.messages()).hasCount(80, new LocatorAssertions.HasCountOptions().setTimeout(30_000));
        assertThat(alice.messages().allTextContents()).isEqualTo(bob.messages().allTextContents());
        alice.page().reload();
        assertThat(alice.messages()).hasCount(80);
        assertThat(alice.messages().allTextContents()).isEqualTo(bob.messages().allTextContents());
    }

    private static Thread sender(ChatClient client) {
        return new Thread(() -> {
            for (int i = 0; i < 40; i++) {
                client.post("send/general", "text", "message " + i);
            }
        });
    }

    private ChatWindow window(String url) {
        ChatWindow window =
                new ChatWindow(BROWSER.profile(new NewContextOptions()).newPage(), url);
        windows.add(window);
        return window;
    }

    private static String origin(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Each node is told the address of the other before that one runs. */
    private static int[] freePorts() throws IOException {
        try (ServerSocket first = new ServerSocket(0);
                ServerSocket second = new ServerSocket(0)) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }
}
