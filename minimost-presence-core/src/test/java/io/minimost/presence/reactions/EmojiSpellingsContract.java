package io.minimost.presence.reactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Spellings of one emoji: without a variation selector, as a picture, and as a text. */
abstract class EmojiSpellingsContract {
    static final String HEART = "\u2764";
    static final String PICTURE = HEART + "\ufe0f";
    static final String TEXT = HEART + "\ufe0e";
    static final MessageRef MESSAGE = new MessageRef("general", StoreFixture.START);

    @RegisterExtension
    final StoreFixture fixture;

    EmojiSpellingsContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void spellings_areOneReaction_asItWasSentFirst() {
        assertThat(reactions().add(MESSAGE, PICTURE, "alice")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().add(MESSAGE, HEART, "bob")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().toggle(MESSAGE, TEXT, "carol")).isEqualTo(ToggleResult.ADDED);
        assertThat(reactions().add(MESSAGE, TEXT, "alice")).isEqualTo(ToggleResult.UNCHANGED);

        assertThat(reactions().reactionsTo(MESSAGE))
                .containsExactly(new Reaction(PICTURE, List.of("alice", "bob", "carol")));
        assertThat(fixture.takeEvents())
                .filteredOn(ReactionAdded.class::isInstance)
                .extracting(event -> ((ReactionAdded) event).emoji())
                .containsExactly(PICTURE, PICTURE, PICTURE);
    }

    @Test
    void anySpelling_removesTheReaction() {
        reactions().add(MESSAGE, HEART, "alice");
        reactions().add(MESSAGE, HEART, "bob");
        fixture.takeEvents();

        assertThat(reactions().remove(MESSAGE, PICTURE, "alice")).isEqualTo(ToggleResult.REMOVED);
        assertThat(reactions().toggle(MESSAGE, TEXT, "bob")).isEqualTo(ToggleResult.REMOVED);

        assertThat(reactions().reactionsTo(MESSAGE)).isEmpty();
        assertThat(fixture.takeEvents())
                .extracting(event -> ((ReactionRemoved) event).emoji())
                .containsExactly(HEART, HEART);
    }

    /** A digit is a name of its own. */
    @Test
    void digits_areNotEmoji() {
        reactions().add(MESSAGE, "1\ufe0f", "alice");
        reactions().add(MESSAGE, "1", "bob");

        assertThat(reactions().reactionsTo(MESSAGE)).hasSize(2);
        assertThat(reactions().remove(MESSAGE, "1", "alice")).isEqualTo(ToggleResult.UNCHANGED);
        assertThat(reactions().remove(MESSAGE, "1", "bob")).isEqualTo(ToggleResult.REMOVED);
    }

    @Test
    void otherEmoji_andOtherMessages_areNotTouched() {
        MessageRef other = new MessageRef("general", StoreFixture.START.plusSeconds(1));
        reactions().add(MESSAGE, "\ud83d\udc4d", "alice");
        reactions().add(other, PICTURE, "alice");

        reactions().add(MESSAGE, HEART, "alice");

        assertThat(reactions().reactionsTo(MESSAGE))
                .containsExactly(new Reaction(HEART, List.of("alice")), new Reaction("\ud83d\udc4d", List.of("alice")));
        assertThat(reactions().reactionsTo(other)).containsExactly(new Reaction(PICTURE, List.of("alice")));
    }

    Reactions reactions() {
        return fixture.store().reactions();
    }
}
