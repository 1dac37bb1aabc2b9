package io.minimost.presence.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A host, and a browser for each user. No script may fail without being caught. */
abstract class ClientTest {
    @RegisterExtension
    static final InstalledBrowser BROWSER =
            // A name that is no loopback address, so that a page of it is not trusted like one with TLS.
            new InstalledBrowser("--host-resolver-rules=MAP insecure.test 127.0.0.1");

    private final Map<String, BrowserContext> browsers = new HashMap<>();
    private final List<ClientTab> tabs = new ArrayList<>();
    private TestHost host;

    @BeforeEach
    final void startHost(@TempDir Path directory) throws Exception {
        host = new TestHost(directory.resolve("presence.db"));
    }

    @AfterEach
    final void stopHost() throws Exception {
        try {
            assertThat(tabs).flatExtracting(ClientTab::failures).isEmpty();
        } finally {
            browsers.values().forEach(BrowserContext::close);
            host.close();
        }
    }

    TestHost host() {
        return host;
    }

    /** The browser of a user, who is signed in. */
    BrowserContext browser(String user) {
        return browsers.computeIfAbsent(user, name -> {
            BrowserContext browser = BROWSER.profile(new NewContextOptions());
            for (String machine : List.of("127.0.0.1", "insecure.test")) {
                browser.addCookies(List.of(new Cookie("user", name).setUrl(host.url(machine))));
            }
            return browser;
        });
    }

    /** A new tab of the user's browser. */
    ClientTab tab(String user) {
        return tab(user, "127.0.0.1");
    }

    ClientTab tab(String user, String machine) {
        ClientTab tab = new ClientTab(browser(user).newPage(), host.url(machine));
        tabs.add(tab);
        return tab;
    }

    /** What others see of a user. */
    String stateOf(String user) {
        return String.valueOf(host.store().presence().statesOf(List.of(user)).get(user));
    }
}
