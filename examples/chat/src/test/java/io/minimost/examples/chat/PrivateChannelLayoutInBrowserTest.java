package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Also saves screenshots in target/screenshots, for people to look at. */
class PrivateChannelLayoutInBrowserTest extends BrowserTest {
    private static final String CHANNEL = "private:1";

    @ParameterizedTest
    @EnumSource(names = {"LIGHT", "DARK"})
    void privateChannel_onADesktop(ColorScheme scheme) {
        ChatWindow alice = window(new NewContextOptions().setColorScheme(scheme).setViewportSize(1180, 760));
        talk(alice);

        alice.page().locator(".message").nth(1).hover();
        alice.page().locator(".react").nth(1).click();
        alice.picture("private-channel-" + scheme);
        alice.page().keyboard().press("Escape");
        alice.ticks().first().hover();
        assertThat(alice.ticks().first()).hasAttribute("aria-label", "Read by bob");
        alice.picture("private-channel-ticks-" + scheme);

        alice.page().getByLabel("Name and members").click();
        alice.picture("private-channel-settings-" + scheme);
        alice.page().keyboard().press("Escape");
        alice.page().locator("#create-button").click();
        alice.picture("private-channel-create-" + scheme);
        assertThat(alice.overflow()).isEqualTo(0);
    }

    @Test
    void privateChannel_onAPhone() {
        ChatWindow alice = window(new NewContextOptions()
                .setViewportSize(390, 780)
                .setDeviceScaleFactor(2)
                .setIsMobile(true)
                .setHasTouch(true));
        talk(alice);

        alice.page().locator(".message .content").nth(1).tap();
        alice.page().locator(".react").nth(1).tap();
        BoundingBox picker = alice.page().locator("#picker").boundingBox();
        assertThat(picker.x).isBetween(0.0, 390 - picker.width);
        assertThat(picker.y).isBetween(0.0, 780 - picker.height);
        alice.picture("phone-private-channel");
        alice.page().locator("#picker button").first().tap();
        assertThat(alice.page().locator(".message").nth(1).locator(".reaction")).hasCount(3);

        alice.page().getByLabel("Name and members").tap();
        alice.picture("phone-private-channel-settings");
        assertThat(alice.overflow()).isEqualTo(0);
        alice.page().locator("dialog[open]").getByLabel("Close").tap();
        alice.page().locator("#drawer-button").tap();
        alice.picture("phone-private-channel-drawer");
    }

    /** Creates a private channel with messages, reactions and receipts. */
    private void talk(ChatWindow alice) {
        ChatClient bob = ChatClient.signedIn(server(), "bob");
        ChatClient carol = ChatClient.signedIn(server(), "carol");
        ChatClient dave = ChatClient.signedIn(server(), "dave");
        alice.signIn("alice");
        long id = bob.createChannel("Release party", "alice", "dave");
        alice.page().waitForCondition(() -> alice.page().locator(".places li").count() == 6);
        alice.page().evaluate("location.hash = '#" + CHANNEL + "'");
        assertThat(alice.heading()).hasText("Release party");
        bob.post("send/" + CHANNEL, "text", "Friday at six, on the roof? If it rains we move to the kitchen.");
        assertThat(alice.messages()).hasCount(1);
        alice.send("Count me in. I bring the cake, and somebody else may bring what one drinks with cake.");
        assertThat(alice.messages()).hasCount(2);
        bob.member("add", id, "carol");
        bob.post("mark_read/" + CHANNEL);
        dave.post("react/1", "reaction", "tada");
        bob.post("react/2", "reaction", "heart");
        bob.post("react/1", "reaction", "tada");
        bob.post("react/1", "reaction", "rocket");
        alice.react("joy");
        carol.post("send/" + CHANNEL, "text", "Thanks for having me!");
        assertThat(alice.messages()).hasCount(3);
        alice.send("Welcome!");
        assertThat(alice.messages()).hasCount(4);
        carol.post("send/dm:alice:carol", "text", "Is it a surprise?");
        carol.post("send/dm:alice:carol", "text", "Or may I talk about it?");
        carol.post("send/general", "text", "Lunch?");
        assertThat(alice.entry("carol")).containsText("2 unread");
        assertThat(alice.ticks().first()).hasAttribute("aria-label", "Read by bob");
        assertThat(alice.reactions().first()).isVisible();
    }
}
