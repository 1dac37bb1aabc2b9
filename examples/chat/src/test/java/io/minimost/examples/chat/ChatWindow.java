package io.minimost.examples.chat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;

/** The page as one person has it before him. */
final class ChatWindow {
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    ChatWindow(Page page, String url) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(url);
    }

    ChatWindow signIn(String name) {
        page.getByLabel("Name").fill(name);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in"))
                .click();
        field().waitFor();
        return this;
    }

    /** Opens a channel or a talk with a person, by what stands in the sidebar. */
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

    /** Chooses how others see this person. */
    void appear(String choice) {
        ownCard().click();
        page.getByRole(AriaRole.MENUITEMRADIO, new Page.GetByRoleOptions().setName(choice))
                .click();
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

    /** What the sidebar says about a person, in words and as a dot. */
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

    Locator ownCard() {
        return page.locator("#status-button");
    }

    void close() {
        page.context().close();
    }

    Page page() {
        return page;
    }

    /** What the browser has written to its console: errors of scripts, breaches of the security policy. */
    List<String> complaints() {
        return complaints;
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }
}
