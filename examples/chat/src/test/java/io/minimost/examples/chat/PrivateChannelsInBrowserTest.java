package io.minimost.examples.chat;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three users and a private channel: each change appears in the other windows without a reload. */
class PrivateChannelsInBrowserTest extends BrowserTest {
    private ChatWindow alice;
    private ChatWindow bob;
    private ChatWindow carol;

    @BeforeEach
    void aliceCreatesATeamWithBob() {
        alice = signIn("alice");
        bob = signIn("bob");
        carol = signIn("carol");
        assertThat(alice.entry("carol")).isVisible();
        alice.createChannel("Team", "bob");
        assertThat(alice.heading()).hasText("Team");
        assertThat(bob.entry("Team")).isVisible();
        assertThat(carol.entry("Team")).hasCount(0);
    }

    @Test
    void unread_isCountedUntilTheChannelIsOpened() {
        alice.send("one");
        assertThat(alice.messages()).hasCount(1);
        alice.send("two");

        assertThat(bob.entry("Team")).containsText("2 unread");
        assertThat(bob.page()).hasTitle("(2) Chat");
        bob.choose("Team");

        assertThat(bob.messages()).hasCount(2);
        bob.choose("general");
        assertThat(bob.page()).hasTitle("Chat");
        assertThat(bob.entry("Team")).not().containsText("unread");
    }

    @Test
    void message_inABackgroundPage_staysUnread() {
        bob.choose("Team");
        bob.switchTo("hidden");

        alice.send("are you there?");
        assertThat(bob.messages()).hasText("are you there?");
        assertThat(bob.page()).hasTitle("(1) Chat");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Delivered to bob");
        bob.switchTo("visible");

        assertThat(bob.page()).hasTitle("Chat");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
    }

    @Test
    void ticks_showWhoHasRead() {
        alice.inSettings(dialog -> {
            dialog.getByText("Add", exactly()).click();
            assertThat(dialog.locator("#members")).containsText("carol");
        });
        alice.send("hello");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Sent");

        bob.choose("Team");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob");
        carol.choose("Team");
        assertThat(alice.ticks()).hasAttribute("aria-label", "Read by bob, carol");
        assertThat(bob.ticks()).hasCount(0);
    }

    @Test
    void lateJoiner_seesNoOldMessage() {
        alice.send("about carol's birthday");
        assertThat(alice.messages()).hasCount(1);

        alice.inSettings(dialog -> {
            dialog.locator("select").selectOption("carol");
            dialog.getByText("Add", exactly()).click();
            assertThat(dialog.locator("#members")).containsText("carol");
        });
        carol.choose("Team");
        assertThat(carol.notices()).hasText("alice added carol to this channel");
        alice.send("welcome");

        assertThat(carol.messages()).hasText("welcome");
        assertThat(alice.messages()).hasCount(2);
    }

    @Test
    void reaction_appearsForTheOthersAndDisappears() {
        bob.choose("Team");
        alice.send("shall we?");
        assertThat(bob.messages()).hasCount(1);

        bob.react("tada");
        assertThat(alice.reactions()).hasAttribute("aria-label", "tada 1: bob");
        alice.reactions().click();
        assertThat(bob.reactions()).hasAttribute("aria-label", "tada 2: alice, bob");
        assertThat(bob.reactions()).hasText("🎉2");
        assertThat(bob.reactions()).hasAttribute("aria-pressed", "true");

        bob.reactions().click();
        assertThat(alice.reactions()).hasAttribute("aria-label", "tada 1: alice");
        alice.reactions().click();
        assertThat(bob.reactions()).hasCount(0);
    }

    @Test
    void reaction_canBeChosenWithTheKeyboardAlone() {
        alice.send("first");
        assertThat(alice.messages()).hasCount(1);
        alice.send("second");
        assertThat(alice.messages()).hasCount(2);
        alice.page().mouse().move(0, 0);

        // From the field back to the last message, up to the first one, to its button, and to the second
        // reaction of the menu.
        for (String key : List.of("Shift+Tab", "ArrowUp", "Tab", "Enter", "ArrowRight", "Enter")) {
            alice.page().keyboard().press(key);
        }

        Locator first = alice.page().locator(".message").first();
        assertThat(first.locator(".reaction")).hasAttribute("aria-label", "heart 1: alice");
        assertThat(first.locator(".react")).isFocused();
        alice.page().keyboard().press("Enter");
        assertThat(alice.page().locator("#picker")).isVisible();
        alice.page().keyboard().press("Escape");
        assertThat(alice.page().locator("#picker")).isHidden();
    }

    @Test
    void everyReactionOfThePage_isKnownToTheServer() {
        alice.send("hello");
        assertThat(alice.messages()).hasCount(1);
        int all = alice.page().locator("#picker button").count();

        for (int i = 0; i < all; i++) {
            alice.page().locator(".message").hover();
            alice.page().locator(".react").click();
            alice.page().locator("#picker button").nth(i).click();
            assertThat(alice.reactions()).hasCount(i + 1);
        }
    }

    @Test
    void rename_isShownToAllWithItsNotice() {
        bob.choose("Team");

        alice.inSettings(dialog -> {
            dialog.locator("#rename-name").fill("Crew");
            dialog.getByText("Rename").click();
        });

        assertThat(bob.heading()).hasText("Crew");
        assertThat(bob.entry("Crew")).isVisible();
        assertThat(bob.entry("Team")).hasCount(0);
        assertThat(bob.notices()).hasText("alice has renamed the channel to \"Crew\"");
        assertThat(alice.notices()).hasText("alice has renamed the channel to \"Crew\"");
    }

    @Test
    void leaving_closesTheChannelAtOnce() {
        bob.choose("Team");
        alice.send("hello");
        assertThat(bob.messages()).hasText("hello");

        bob.inSettings(dialog -> {
            dialog.getByText("Leave channel").click();
            dialog.getByText("Leave for good?").click();
        });

        assertThat(bob.heading()).hasText("# general");
        assertThat(bob.entry("Team")).hasCount(0);
        assertThat(bob.messages()).hasCount(0);
        assertThat(alice.notices()).hasText("bob has left the channel");
        assertThat(alice.page().locator("#place .about")).hasText("alice");
        bob.page().goBack();
        assertThat(bob.heading()).hasText("# general");
        bob.forgive("403");
    }

    @Test
    void removedMember_leavesTheChannelAtOnce() {
        bob.choose("Team");

        alice.inSettings(dialog -> dialog.getByLabel("Remove bob").click());

        assertThat(bob.heading()).hasText("# general");
        assertThat(placeNote(bob)).hasText("You are no longer a member of that channel. This is # general.");
        assertThat(bob.entry("Team")).hasCount(0);
        assertThat(alice.notices()).hasText("alice removed bob from this channel");
        bob.forgive("403");
    }

    @Test
    void create_withTheKeyboardAlone_andWithoutAName() {
        alice.page().locator("#create-button").focus();
        alice.page().keyboard().press("Enter");
        assertThat(alice.page().locator("#create-name")).isFocused();
        alice.page().keyboard().type("   ");
        alice.page().keyboard().press("Enter");
        assertThat(alice.page().locator("#create-error")).hasText("name required");
        alice.forgive("400");

        alice.page().keyboard().press("Escape");
        assertThat(alice.page().locator("#create")).isHidden();
        assertThat(alice.page().locator("#create-button")).isFocused();
    }

    @Test
    void address_ofAnInaccessibleChannel_opensTheFirstChannel_andSaysSo() {
        assertThat(alice.page()).hasURL(Pattern.compile("#private:1$"));
        assertThat(placeNote(carol)).isHidden();

        for (String address : new String[] {"#private:1", "#nowhere", "#100%"}) {
            carol.choose("random");
            assertThat(placeNote(carol)).isHidden();
            carol.page().evaluate("address => { location.hash = address; }", address);

            assertThat(carol.heading()).hasText("# general");
            assertThat(placeNote(carol))
                    .hasText("The channel in this link does not exist, or you are not a member of it."
                            + " This is # general.");
        }
        carol.page().reload();
        assertThat(carol.heading()).hasText("# general");
        assertThat(placeNote(carol)).isHidden();
    }

    private static Locator placeNote(ChatWindow window) {
        return window.page().locator("#place-note");
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }
}
