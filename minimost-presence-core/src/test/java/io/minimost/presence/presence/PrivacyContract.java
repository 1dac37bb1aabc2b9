package io.minimost.presence.presence;

import static io.minimost.presence.testing.StoreFixture.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.PrivacyChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.testing.StoreFixture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What users show to others, in every store. */
abstract class PrivacyContract {
    private static final PrivacySettings HIDDEN =
            new PrivacySettings(true, false, ReceiptPrivacy.PRIVATE, LastSeenPrivacy.NOBODY);

    @RegisterExtension
    final StoreFixture fixture;

    PrivacyContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void everythingIsShown_atFirst() {
        assertThat(privacy().settingsOf("ann")).isEqualTo(PrivacySettings.DEFAULT);
        assertThat(PrivacySettings.DEFAULT)
                .isEqualTo(new PrivacySettings(false, true, ReceiptPrivacy.ALL, LastSeenPrivacy.EXACT));
    }

    @Test
    void settings_areThoseOfTheUser_andToldOnce() {
        privacy().set("ann", HIDDEN);
        privacy().set("ann", HIDDEN);

        assertThat(privacy().settingsOf("ann")).isEqualTo(HIDDEN);
        assertThat(privacy().settingsOf("bob")).isEqualTo(PrivacySettings.DEFAULT);
        assertThat(fixture.takeEvents()).containsExactly(new PrivacyChanged("ann", START));
    }

    @Test
    void eachSetting_isKeptByItself() {
        for (PrivacySettings one : List.of(
                PrivacySettings.DEFAULT.withInvisible(true),
                PrivacySettings.DEFAULT.withSendsTyping(false),
                PrivacySettings.DEFAULT.withReceipts(ReceiptPrivacy.PRIVATE),
                PrivacySettings.DEFAULT.withLastSeen(LastSeenPrivacy.NOBODY),
                PrivacySettings.DEFAULT)) {
            privacy().set("ann", one);
            assertThat(privacy().settingsOf("ann")).isEqualTo(one);
        }
    }

    @Test
    void change_keepsWhatItDoesNotName() {
        privacy().set("ann", HIDDEN);

        assertThat(privacy().change("ann", before -> before.withInvisible(false)))
                .isEqualTo(HIDDEN.withInvisible(false))
                .isEqualTo(privacy().settingsOf("ann"));
    }

    @Test
    void reset_keepsTheSettings_andDeletionOfTheUserDoesNot() {
        privacy().set("ann", HIDDEN);
        fixture.takeEvents();

        fixture.resetLiveState();
        assertThat(privacy().settingsOf("ann")).isEqualTo(HIDDEN);

        fixture.store().deleteUser("ann");
        assertThat(privacy().settingsOf("ann")).isEqualTo(PrivacySettings.DEFAULT);
        assertThat(fixture.takeEvents()).containsExactly(new LiveStateReset(START), new UserDeleted("ann", START));
    }

    @Test
    void typing_thatIsNotShown_isNeitherStoredNorPublished() {
        privacy().set("ann", PrivacySettings.DEFAULT.withSendsTyping(false));
        fixture.takeEvents();

        for (int i = 0; i < 3; i++) {
            fixture.store().typing().start("ann", "general");
            fixture.store().typing().start("bob", "general");
            assertThat(typingUsers()).containsExactly("bob");
            fixture.clock().stepSeconds(1);
        }
        assertThat(fixture.store().typing().stop("ann", "general")).isFalse();

        assertThat(fixture.takeEvents()).containsExactly(new TypingStarted("general", "bob", START));
    }

    @Test
    void typing_endsAtOnce_whenItIsNoLongerShown() {
        fixture.store().typing().start("ann", "general");
        fixture.store().typing().start("ann", "random");
        fixture.store().typing().start("bob", "general");
        fixture.takeEvents();

        privacy().change("ann", before -> before.withSendsTyping(false));

        assertThat(typingUsers()).containsExactly("bob");
        assertThat(fixture.takeEvents())
                .containsExactlyInAnyOrder(stopped("general"), stopped("random"), new PrivacyChanged("ann", START))
                .endsWith(new PrivacyChanged("ann", START));
    }

    @Test
    void typing_goesOn_whenSomethingElseIsNoLongerShown() {
        fixture.store().typing().start("ann", "general");

        privacy().change("ann", before -> before.withReceipts(ReceiptPrivacy.PRIVATE));

        fixture.store().typing().start("ann", "general");
        assertThat(typingUsers()).containsExactly("ann");
    }

    @Test
    void typing_isShownAgain() {
        privacy().set("ann", HIDDEN);
        privacy().set("ann", HIDDEN.withSendsTyping(true));
        fixture.takeEvents();

        fixture.store().typing().start("ann", "general");

        assertThat(typingUsers()).containsExactly("ann");
        assertThat(fixture.takeEvents()).containsExactly(new TypingStarted("general", "ann", START));
    }

    private static TypingStopped stopped(String channel) {
        return new TypingStopped(channel, "ann", TypingStopped.Reason.STOPPED, START);
    }

    private List<String> typingUsers() {
        return fixture.store().typing().typingUsers("general");
    }

    Privacy privacy() {
        return fixture.store().presence().privacy();
    }
}
