package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** The current value of a topic. */
class TopicTest extends TopicFixture {
    @Test
    void currentFrame_isReadOnceForMany() {
        assertThat(join(alice)).isEqualTo("1");
        assertThat(join(bob)).isEqualTo("1");
        assertThat(join(carol)).isEqualTo("1");

        assertThat(reads).hasValue(1);
        assertSentNothing(alice, bob, carol);
    }

    @Test
    void currentFrame_whileItIsRead_waitsForThat() throws InterruptedException {
        Thread other = new Thread(() -> join(bob));
        value = () -> {
            value = () -> sameForAll("2");
            startAndAwaitThatItWaits(other);
            return sameForAll("1");
        };

        assertThat(join(alice)).isEqualTo("1");

        other.join();
        assertThat(reads).hasValue(1);
    }

    @Test
    void currentFrame_isThatOfTheUser() {
        value = () -> shown("[a]", "alice", "[]");

        assertThat(join(bob)).isEqualTo("[a]");
        assertThat(join(alice)).isEqualTo("[]");
    }

    @Test
    void currentFrame_ofWhatMayBeOutdated_isReadAgain() {
        join(alice);
        value = () -> sameForAll("2");
        assertThat(join(bob)).as("the change was not announced").isEqualTo("1");

        assertThat(join(carol, true)).isEqualTo("2");

        assertThat(reads).hasValue(2);
    }

    @Test
    void currentFrame_ofWhatIsOutdated_isReadOnceMore() {
        join(alice);
        value = () -> sameForAll("2");

        topic.markOutdated(1);

        assertThat(join(bob)).isEqualTo("2");
        assertThat(join(carol)).isEqualTo("2");
        assertThat(reads).hasValue(2);
    }

    /** Thousands may begin in a second, and each would send it to all others. */
    @Test
    void currentFrame_thatHasChanged_isSentToTheOthersByTheNextBroadcast() {
        beginOutdated();

        value = () -> sameForAll("3");
        broadcast();

        assertSent(alice, "3");
        assertSent(bob, "3");
        assertSent(carol, "3");
    }

    @Test
    void currentFrame_thatHasChanged_isNotSentAgainToTheOneThatBeganWithIt() {
        beginOutdated();

        broadcast();
        broadcast();

        assertSent(alice, "2");
        assertSent(bob, "2");
        assertSentNothing(carol);
    }

    @Test
    void currentFrame_thatWasChangedBackMeanwhile_isReplaced() {
        beginOutdated();

        value = () -> sameForAll("1");
        broadcast();
        broadcast();

        assertSentNothing(alice, bob);
        assertSent(carol, "1");
    }

    /** The last one has what is broadcast next; the first two do not. */
    @Test
    void currentFrames_ofTwoChanges_areComparedWithTheNextBroadcastEach() {
        beginOutdated();
        topic.markOutdated(2);
        value = () -> sameForAll("3");
        EventConnection erin = connections.connect("erin");
        assertThat(join(erin)).isEqualTo("3");

        broadcast();

        assertSent(alice, "3");
        assertSent(carol, "3");
        assertSentNothing(erin);
    }

    @Test
    void connectionThatHasGone_isForgotten() {
        beginOutdated();

        group.remove(carol);
        broadcast();

        assertSent(alice, "2");
        assertSentNothing(carol);
    }

    @Test
    void currentFrame_ofAConnectionThatHasGone_leavesTheOtherOneItsChange() {
        group.remove(dave);
        join(alice);
        value = () -> {
            group.remove(bob);
            return sameForAll("2");
        };
        topic.markOutdated(1);
        join(bob);

        broadcast();

        assertSent(alice, "2");
    }

    /** Two know the value; it changes to 2, and carol begins with that. */
    private void beginOutdated() {
        join(alice);
        join(bob);
        value = () -> sameForAll("2");
        topic.markOutdated(1);
        assertThat(join(carol)).isEqualTo("2");
    }

    @Test
    void currentFrame_thatHasNotChanged_isSentToNoOther() {
        join(alice);
        topic.markOutdated(1);

        join(bob);

        assertThat(reads).hasValue(2);
        assertSentNothing(alice, bob);
    }

    /** What was read during a change may be the value before it. */
    @Test
    void currentFrame_ofWhatChangedWhileItWasRead_isReadAgain() {
        value = () -> {
            topic.markOutdated(1);
            return sameForAll("1");
        };
        join(alice);
        value = () -> sameForAll("2");

        assertThat(join(bob)).isEqualTo("2");
        broadcast();
        assertSent(alice, "2");
        assertSentNothing(bob);
    }

    @Test
    void currentFrame_thatFails_isReadAgain() {
        join(alice);
        topic.markOutdated(1);
        value = TopicFixture::fail;
        assertThatIllegalStateException().isThrownBy(() -> join(bob)).withMessage("busy");
        assertThatIllegalStateException().isThrownBy(() -> join(carol)).withMessage("busy");

        value = () -> sameForAll("2");
        assertThat(join(carol)).isEqualTo("2");

        assertThat(reads).hasValue(4);
        broadcast();
        assertSent(alice, "2");
        assertSentNothing(carol);
    }
}
