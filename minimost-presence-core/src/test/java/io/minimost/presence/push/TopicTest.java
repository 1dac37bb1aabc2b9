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

        watch(carol);
        assertThat(text(topic.currentFrameFor(carol, true))).isEqualTo("2");

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

    /** The new connection begins with it. */
    @Test
    void currentFrame_thatHasChanged_isSentToTheOthers() {
        join(alice);
        join(bob);
        value = () -> sameForAll("2");
        topic.markOutdated(1);

        join(carol);

        assertSent(alice, "2");
        assertSent(bob, "2");
        assertSentNothing(carol);
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
        assertSent(alice, "2");
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
        assertSent(alice, "2");
    }
}
