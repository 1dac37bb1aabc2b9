package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutboundQueueTest extends OutboundQueueFixture {
    @Test
    void next_ofAnEmptyQueue_isNull() {
        assertThat(queue.next(any -> true)).isNull();
        assertThat(queue.isEmpty()).isTrue();
        assertThat(queue.hasInitialEvents()).isFalse();
        assertThat(queue.isFinished()).isFalse();
        assertThat(queue.isClosed()).isFalse();
    }

    @Test
    void offer_isSentInOrder() {
        offer(fact("a"), fact("b"), fact("c"));

        assertThat(queue.isEmpty()).isFalse();
        assertThat(takeAll()).containsExactly("a", "b", "c");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void setInitialEvents_areSentBeforeWhatWasOffered_howeverManyThereAre() {
        offer(fact("offered"));

        queue.setInitialEvents(facts("b", 3 * OutboundQueue.MAX_WAITING), 0);

        assertThat(queue.hasInitialEvents()).isTrue();
        fill("w", OutboundQueue.MAX_WAITING - 1);
        List<String> taken = takeAll();
        assertThat(taken).startsWith("b0", "b1", "b2").endsWith("w61", "w62");
        assertThat(taken.indexOf("offered")).isEqualTo(3 * OutboundQueue.MAX_WAITING);
    }

    @Test
    void isEmpty_notBeforeTheInitialEventsAreSent() {
        queue.setInitialEvents(List.of(fact("a")), 0);

        assertThat(queue.isEmpty()).isFalse();
        assertThat(takeAll()).containsExactly("a");
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void setInitialEvents_leavesOutOlderFacts_beforeAndAfter() {
        offer(fact("a").withFactsUpTo(4), fact("b").withFactsUpTo(5), fact("c").withFactsUpTo(6), fact("d"));

        queue.setInitialEvents(List.of(fact("begin").withFactsUpTo(5)), 5);

        offer(fact("e").withFactsUpTo(5), fact("f").withFactsUpTo(6), fact("g"));
        assertThat(takeAll()).containsExactly("begin", "c", "d", "f", "g");
    }

    @Test
    void setInitialEvents_leavesOutOfferedValuesThatTheyContain() {
        offer(value("typing", "t1"), value("online", "o2"), value("other", "t1"), fact("a"));

        queue.setInitialEvents(List.of(value("typing", "t1"), value("online", "o1"), fact("a")), 0);

        assertThat(takeAll())
                .as("the initial events, then the other values")
                .containsExactly("t1", "o1", "a", "o2", "t1", "a");
    }

    @Test
    void sendOnly_leavesOutWhatWasOffered() {
        offer(fact("a"), value("typing", "t1"));

        queue.sendOnly(List.of(fact("b"), fact("c")), fact("end"));

        offer(fact("d"));
        queue.finish(fact("later"));
        assertThat(queue.isFinished()).isFalse();
        assertThat(takeAll()).containsExactly("b", "c", "end");
        assertThat(queue.isFinished()).isTrue();
    }

    @Test
    void sendOnly_afterFinish_replacesTheEnd() {
        offer(fact("a"));
        queue.finish(fact("end"));

        queue.sendOnly(List.of(fact("b")), fact("other end"));

        assertThat(takeAll()).containsExactly("b", "other end");
        assertThat(queue.isFinished()).isTrue();
    }

    @Test
    void cutOff_leavesOutEverything_andWhatIsGivenLater() {
        queue.setInitialEvents(List.of(fact("begin")), 0);
        offer(fact("a"), value("typing", "t1"));
        queue.finish(fact("end"));

        queue.cutOff(fact("cut"));

        offer(fact("b"));
        queue.finish(fact("other end"));
        assertThat(takeAll()).containsExactly("cut");
        assertThat(queue.isFinished()).isTrue();
    }

    /** The initial events are read while the connection can already be cut off. */
    @Test
    void initialEvents_thatComeAfterCutOff_areLeftOut() {
        queue.cutOff(fact("cut"));

        queue.setInitialEvents(List.of(fact("begin")), 0);
        queue.sendOnly(List.of(fact("missed")), fact("end"));

        assertThat(takeAll()).containsExactly("cut");
        assertThat(queue.isFinished()).isTrue();
    }

    @Test
    void sendOnly_sendsInitialEvents_butNotOfferedOnes() {
        queue.setInitialEvents(List.of(fact("begin")), 0);
        offer(fact("a"));

        queue.sendOnly(List.of(), fact("end"));

        assertThat(takeAll()).containsExactly("begin", "end");
    }

    @Test
    void cutOff_leavesOutAnIncompleteReplay() {
        queue.sendOnly(List.of(fact("missed")), fact("end"));

        queue.cutOff(fact("cut"));

        assertThat(takeAll()).containsExactly("cut");
    }

    @Test
    void finish_endsWhenAllIsSent() {
        offer(fact("a"));

        queue.finish(fact("end"));

        assertThat(queue.isFinished()).isFalse();
        assertThat(takeAll()).containsExactly("a", "end");
        assertThat(queue.isFinished()).isTrue();
        assertThat(queue.isClosed()).isFalse();
    }

    @Test
    void finish_twice_endsWithTheFirst() {
        queue.finish(fact("end"));
        queue.finish(fact("other end"));

        assertThat(takeAll()).containsExactly("end");
    }

    @Test
    void finish_ofAFullQueue_isSent() {
        fill("f", OutboundQueue.MAX_WAITING);

        queue.finish(fact("end"));

        assertThat(takeAll()).hasSize(OutboundQueue.MAX_WAITING + 1).endsWith("end");
    }

    /** Nothing is dropped for it either. */
    @Test
    void offer_afterFinish_changesNothing() {
        offer(value("typing", "t1"), fact("a"));
        queue.finish(fact("end"));

        offer(value("typing", "t2"), fact("b"));
        fill("f", 2 * OutboundQueue.MAX_WAITING);

        assertThat(takeAll()).containsExactly("t1", "a", "end");
        offer(fact("c"));
        assertThat(takeAll()).isEmpty();
    }

    @Test
    void close_dropsEverything_andReturnsWhetherItWasOpen() {
        queue.setInitialEvents(List.of(fact("a")), 0);
        offer(fact("b"));

        assertThat(queue.close()).isTrue();
        assertThat(queue.close()).isFalse();

        assertThat(queue.isClosed()).isTrue();
        assertThat(queue.isEmpty()).isTrue();
        offer(fact("c"));
        assertThat(takeAll()).isEmpty();
    }
}
