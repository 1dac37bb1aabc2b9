package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When a client has caught up after frames were skipped. */
class OutboundQueueSkipTest extends OutboundQueueFixture {
    @Test
    void takeCaughtUp_ifNothingWasSkipped_isFalse() {
        assertThat(queue.takeCaughtUp()).isFalse();

        offer(fact("a"), value("typing", "t1"), value("typing", "t2"));
        takeAll();

        assertThat(queue.takeCaughtUp()).isFalse();
    }

    @Test
    void takeCaughtUp_whenAllIsSent_isTrueOnceForEachTime() {
        for (int time = 0; time < 2; time++) {
            offer(dispensable("typing", "t1"));
            fill("f", OutboundQueue.MAX_WAITING);
            assertThat(queue.takeCaughtUp()).isFalse();

            assertThat(takeAll()).doesNotContain("t1");

            assertThat(queue.takeCaughtUp()).isTrue();
            assertThat(queue.takeCaughtUp()).isFalse();
        }
    }

    @Test
    void takeCaughtUp_whileInitialEventsWait_isFalse() {
        offer(dispensable("typing", "t1"));
        for (EventFrame fact : facts("f", OutboundQueue.MAX_WAITING)) {
            offer(fact.withFactsUpTo(1));
        }
        queue.setInitialEvents(List.of(fact("a")), 1);
        assertThat(queue.takeCaughtUp()).isFalse();

        assertThat(takeAll()).containsExactly("a");

        assertThat(queue.takeCaughtUp()).isTrue();
    }

    /** What would be sent again could not be sent any more. */
    @Test
    void takeCaughtUp_ofAQueueThatEnds_isFalse() {
        fill("f", OutboundQueue.MAX_WAITING);
        offer(dispensable("typing", "t1"));
        queue.finish(fact("end"));
        takeAll();

        assertThat(queue.takeCaughtUp()).isFalse();
    }

    @Test
    void next_skipsWhatMayNoLongerBeSent_alsoOfTheInitialEvents() {
        queue.setInitialEvents(List.of(fact("first"), fact("denied")), 0);
        offer(fact("denied"), fact("second"), fact("denied"));

        assertThat(name(queue.next(frame -> !name(frame).equals("denied")))).isEqualTo("first");
        assertThat(name(queue.next(frame -> !name(frame).equals("denied")))).isEqualTo("second");
        assertThat(queue.next(frame -> !name(frame).equals("denied"))).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.takeCaughtUp())
                .as("facts that are lost are not read again")
                .isFalse();
    }

    @Test
    void next_ofAValueThatMayNotBeSent_isCaughtUpLater() {
        offer(value("channels", "old"));

        assertThat(queue.next(frame -> false)).isNull();

        assertThat(queue.takeCaughtUp()).isTrue();
        assertThat(queue.takeCaughtUp()).isFalse();
        queue.skip(value("channels", "old"));
        assertThat(queue.takeCaughtUp()).isTrue();
    }
}
