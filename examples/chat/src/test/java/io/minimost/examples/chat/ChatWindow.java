package io.minimost.examples.chat;

import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.SelectOption;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The page of one user. */
final class ChatWindow {
    private static final Pattern REFUSED = Pattern.compile("status of (403|404|409)");
    private static final Pattern OF_A_CALL = Pattern.compile("/(calls|screenshare)/[^/]+/(signals?|media)\\b");

    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    ChatWindow(Page page, String url) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !crossedTheEnd(message)) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(url);
    }

    ChatWindow signIn(String name) {
        nameField().fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        field().waitFor();
        return this;
    }

    /** Opens a channel, or the direct channel with a user, by its text in the sidebar. */
    void choose(String name) {
        entry(name).click();
    }

    void write(String text) {
        field().pressSequentially(text);
    }

    void send(String text) {
        field().fill(text);
        field().press("Enter");
    }

    /** Chooses how others see this user. */
    void appear(String choice) {
        ownCard().click();
        page.getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName(choice))
                .click();
    }

    /** Opens the dialog for this user's status. */
    Locator openStatus() {
        ownCard().click();
        page.locator("#own-status-button").click();
        return page.locator("#own-status");
    }

    /** Sets this user's status; {@code end} is a choice of the dialog. */
    void setStatus(String emoji, String text, String end) {
        Locator dialog = openStatus();
        dialog.getByLabel(emoji).check(new Locator.CheckOptions().setForce(true));
        dialog.getByLabel("What are you doing?").fill(text);
        dialog.getByLabel("Clear after").selectOption(new SelectOption().setLabel(end));
        dialog.getByText("Save").click();
        dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    /** What a user does, in the sidebar. */
    Locator status(String name) {
        return entry(name).locator(".status");
    }

    void switchTo(String visibility) {
        page.evaluate("""
                state => {
                  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
                  document.dispatchEvent(new Event("visibilitychange"));
                }
                """, visibility);
    }

    Locator entry(String name) {
        return page.locator(".places button")
                .filter(new Locator.FilterOptions().setHas(page.getByText(name, exactly())));
    }

    void createChannel(String name, String... members) {
        page.locator("#create-button").click();
        Locator dialog = page.locator("#create");
        dialog.locator("#create-name").fill(name);
        for (String member : members) {
            dialog.getByLabel(member).check();
        }
        dialog.getByText("Create", new Locator.GetByTextOptions().setExact(true))
                .click();
        dialog.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    }

    /** Does something in the dialog of the private channel that is open. */
    void inSettings(Consumer<Locator> actions) {
        page.getByLabel("Name and members").click();
        Locator dialog = page.locator("#settings");
        actions.accept(dialog);
        if (dialog.isVisible()) {
            dialog.getByLabel("Close").click();
        }
    }

    /** Reacts to the last message. */
    void react(String word) {
        Locator last = page.locator(".message").last();
        last.hover();
        last.locator(".react").click();
        page.locator("#picker").locator("[data-word='" + word + "']").click();
    }

    Locator reactions() {
        return page.locator(".reaction");
    }

    Locator ticks() {
        return page.locator(".ticks");
    }

    /** The banner that is shown while the server cannot be reached. */
    Locator banner() {
        return page.getByText("Connection lost, retrying…");
    }

    Locator notices() {
        return page.locator(".notice");
    }

    Locator heading() {
        return page.locator("#place h1");
    }

    /** The state of a user in the sidebar, in words and as a dot. */
    Locator dot(String name) {
        return entry(name).locator(".dot");
    }

    Locator messages() {
        return page.locator(".content");
    }

    Locator typing() {
        return page.locator("#typing");
    }

    Locator field() {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    Locator nameField() {
        return page.locator("#sign-in-name");
    }

    Locator ownCard() {
        return page.locator("#status-button");
    }

    /** Calls the people in the channel that is open. */
    void call() {
        page.getByLabel("Call", new Page.GetByLabelOptions().setExact(true)).click();
    }

    /** The dialog for an incoming call. */
    Locator ring() {
        return page.locator("#ring");
    }

    void accept() {
        ring().getByText("Accept").click();
    }

    /** The call that this user is in. */
    Locator inCall() {
        return page.locator("#call");
    }

    /** One of the round buttons of the call. */
    Locator control(String name) {
        return inCall().getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
    }

    /** The bar to join the call that runs in the channel. */
    Locator running() {
        return page.locator("#running");
    }

    /** The bars of shared screens. */
    Locator shares() {
        return page.locator("#shares .bar");
    }

    /** The shared screen that is open. */
    Locator watched() {
        return page.locator("#watch");
    }

    /** The camera tile of a user in the call. */
    Locator tile(String user) {
        return tile(user, "camera");
    }

    /** The {@code camera} or {@code screen} tile of a user in the call. */
    Locator tile(String user, String kind) {
        return page.locator(".tile[data-user='%s'][data-kind='%s']".formatted(user, kind));
    }

    /** Waits until the video of a tile plays. */
    void awaitFrames(String user, String kind) {
        awaitFrames(tile(user, kind).locator("video"));
    }

    /** Waits until a video plays: it has a size, and its frame count grows. */
    void awaitFrames(Locator video) {
        int before = frames(video);
        page.waitForCondition(() -> frames(video) > before + 3);
    }

    private static int frames(Locator video) {
        return (int) video.evaluate("video => video.videoWidth && video.getVideoPlaybackQuality().totalVideoFrames");
    }

    /** By how much the page is wider than the window. */
    Object overflow() {
        return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    /** Saves a screenshot of the page, for people to look at. */
    void picture(String name) {
        Path file = Path.of("target", "screenshots", name.toLowerCase(Locale.ROOT) + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
    }

    void close() {
        page.context().close();
    }

    Page page() {
        return page;
    }

    /** What the browser has written to its console: errors of scripts, violations of the security policy. */
    List<String> complaints() {
        return complaints;
    }

    /** Ignores an expected console error: the browser reports refused requests as errors. */
    void forgive(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    /**
     * A signal or a chunk of media may be under way when the other user ends the call or share. The server refuses it, the
     * page takes that as the end, and the browser writes it to the console, which no page can prevent.
     */
    private static boolean crossedTheEnd(ConsoleMessage message) {
        return REFUSED.matcher(message.text()).find()
                && OF_A_CALL.matcher(message.location()).find();
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
