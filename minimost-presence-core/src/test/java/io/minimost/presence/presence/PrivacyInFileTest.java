package io.minimost.presence.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.testing.StoreFixture;
import org.junit.jupiter.api.Test;

/** The contract, and other programs on the same file. */
class PrivacyInFileTest extends PrivacyContract {
    PrivacyInFileTest() {
        super(StoreFixture.inFile());
    }

    @Test
    void onlyWhatDiffersFromTheDefault_isStored() {
        privacy().set("ann", PrivacySettings.DEFAULT.withInvisible(true));
        privacy().set("bob", PrivacySettings.DEFAULT);
        assertThat(fixture.plain().dump("mp_privacy", "*")).isEqualTo("[[ann, 1, 1, all, exact]]");

        privacy().set("ann", PrivacySettings.DEFAULT);
        assertThat(fixture.plain().dump("mp_privacy", "*")).isEqualTo("[]");
    }

    @Test
    void settings_outliveTheStore() {
        privacy().set("ann", PrivacySettings.DEFAULT.withSendsTyping(false));

        fixture.reopen(builder -> builder);

        assertThat(privacy().settingsOf("ann").sendsTyping()).isFalse();
    }

    @Test
    void whatAnotherStoreChanges_holdsAtOnce() {
        try (PresenceStore other = PresenceStore.builder()
                .file(fixture.file())
                .clock(fixture.clock())
                .manualSweeps()
                .open()) {
            fixture.store().typing().start("ann", "general");
            other.presence().privacy().change("ann", before -> before.withSendsTyping(false));
            assertThat(fixture.store().typing().typingUsers("general")).isEmpty();

            fixture.store().typing().start("ann", "general");
            assertThat(other.typing().typingUsers("general")).isEmpty();
            assertThat(rows()).isEqualTo("[]");

            other.presence().privacy().set("ann", PrivacySettings.DEFAULT);
            fixture.store().typing().start("ann", "general");
            assertThat(other.typing().typingUsers("general")).containsExactly("ann");
        }
    }

    /** It does not know the settings, and shows to its own pages what it has stored. */
    @Test
    void typingThatAMiniMostStores_isNotShown() {
        privacy().change("ann", before -> before.withSendsTyping(false));
        fixture.plain()
                .sql(
                        "INSERT INTO typing (user, channel, ts) VALUES ('ann', 'general', ?)",
                        StoreFixture.START.getEpochSecond());

        assertThat(fixture.store().typing().typingUsers("general")).isEmpty();
        assertThat(fixture.store().typing().typingUsers("general", "bob")).isEmpty();

        fixture.clock().stepSeconds(1);
        fixture.store().typing().start("ann", "general");
        assertThat(fixture.plain().dump("typing", "user, ts - " + StoreFixture.START.getEpochSecond()))
                .as("as it was")
                .isEqualTo("[[ann, 0]]");
    }

    @Test
    void wordsOfANewerVersion_showNothing() {
        fixture.plain().sql("INSERT INTO mp_privacy VALUES ('ann', 0, 1, 'friends', 'recently')");

        assertThat(privacy().settingsOf("ann"))
                .isEqualTo(new PrivacySettings(false, true, ReceiptPrivacy.PRIVATE, LastSeenPrivacy.NOBODY));
    }

    private String rows() {
        return fixture.plain().dump("typing", "user, channel");
    }
}
