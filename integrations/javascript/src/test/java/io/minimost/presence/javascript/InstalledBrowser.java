package io.minimost.presence.javascript;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Chromium of this machine, for the tests of one class. Where there is none the tests are skipped, unless the
 * environment says {@code MINIMOST_REQUIRE_BROWSER}. {@code MINIMOST_CHROMIUM} (environment or system property) names one that
 * is not on the PATH. Examples use it, too.
 */
public final class InstalledBrowser implements BeforeAllCallback, AfterAllCallback {
    /** Long enough for a busy machine, and for state that expires after 5 seconds. */
    private static final double PATIENCE_MILLIS = 20_000;

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final List<String> arguments;
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    /** {@code more} arguments for Chromium, beside those that every test needs. */
    public InstalledBrowser(String... more) {
        arguments = Stream.concat(ARGUMENTS.stream(), Arrays.stream(more)).toList();
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        Path executable = find().orElseGet(InstalledBrowser::giveUp);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(arguments));
    }

    /** A browser with its own cookies, as on another computer. */
    public BrowserContext profile(Browser.NewContextOptions options) {
        return Objects.requireNonNull(browser).newContext(options);
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (playwright != null) {
            playwright.close();
        }
    }

    private static Optional<Path> find() {
        String named = System.getProperty("MINIMOST_CHROMIUM", System.getenv("MINIMOST_CHROMIUM"));
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path giveUp() {
        String reason = "no browser: none of %s is on the PATH, and MINIMOST_CHROMIUM is not set".formatted(NAMES);
        if (System.getenv("MINIMOST_REQUIRE_BROWSER") != null) {
            return Assertions.fail(reason);
        }
        System.out.println("Browser tests are skipped: " + reason);
        return Assumptions.abort(reason);
    }
}
