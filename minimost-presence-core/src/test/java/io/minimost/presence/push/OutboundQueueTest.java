package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutboundQueueTest {
    private static final int HALF = OutboundQueue.MAX_WAITING_BYTES / 2;

    private final OutboundQueue queue = new OutboundQueue(false);

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
    void offer_ofACurrentValue_leavesOnlyTheNewest_atTheEnd() {
        offer(value("typing", "t1"), fact("a"), value("online", "o1"), value("typing", "t2"), fact("b"));

        assertThat(takeAll()).containsExactly("a", "o1", "t2", "b");
    }

    @Test
    void offer_ofANewerValue_fitsIntoAFullQueue() {
        offer(value("receipts", "r1"));
        fill("f", OutboundQueue.MAX_WAITING - 1);

        assertThat(queue.offer(value("receipts", "r2"))).isTrue();

        assertThat(takeAll())
                .hasSize(OutboundQueue.MAX_WAITING)
                .startsWith("f0")
                .endsWith("r2");
    }

    @Test
    void offer_ofTooMany_isRefused_andLosesNothing() {
        fill("f", OutboundQueue.MAX_WAITING);

        assertThat(queue.offer(fact("g"))).isFalse();

        assertThat(takeAll())
                .hasSize(OutboundQueue.MAX_WAITING)
                .startsWith("f0")
                .endsWith("f63");
        assertThat(queue.offer(fact("h"))).isTrue();
    }

    @Test
    void offer_ofTooManyBytes_isRefused() {
        assertHasItsFullCapacity();
    }

    @Test
    void offer_countsTheBytesThatItsConnectionIsSent() {
        EventFrame half = EventFrame.event("a", Optional.of("general"), new byte[HALF - overhead("a")]);

        assertThat(queue.offer(half)).isTrue();
        assertThat(queue.offer(half)).isTrue();

        OutboundQueue ofMany = new OutboundQueue(true);
        assertThat(ofMany.offer(half)).isTrue();
        assertThat(ofMany.offer(half)).isFalse();
    }

    @Test
    void offer_ofASingleFrame_alwaysFits() {
        assertThat(queue.offer(ofLength("huge", 3 * OutboundQueue.MAX_WAITING_BYTES)))
                .isTrue();
        assertThat(queue.offer(fact("a"))).isFalse();

        assertThat(takeAll()).containsExactly("huge");
        assertThat(queue.offer(ofLength("huge2", 3 * OutboundQueue.MAX_WAITING_BYTES)))
                .isTrue();
    }

    @Test
    void offer_thatDoesNotFit_dropsAllDispensableFramesFirst() {
        offer(dispensable("typing", "t1"), fact("a"), dispensable("online", "o1"), value("receipts", "r1"));
        fill("f", OutboundQueue.MAX_WAITING - 4);

        assertThat(queue.offer(fact("b"))).isTrue();

        assertThat(takeAll())
                .hasSize(OutboundQueue.MAX_WAITING - 1)
                .startsWith("a", "r1", "f0")
                .endsWith("f59", "b");
    }

    @Test
    void offer_thatFits_dropsNothing() {
        offer(dispensable("typing", "t1"), dispensable("online", "o1"));
        fill("f", OutboundQueue.MAX_WAITING - 2);

        assertThat(takeAll()).hasSize(OutboundQueue.MAX_WAITING).startsWith("t1", "o1");
        assertThat(queue.takeCaughtUp()).isFalse();
    }

    @Test
    void offer_ofADispensableFrame_isSkippedIfItDoesNotFit() {
        fill("f", OutboundQueue.MAX_WAITING);

        assertThat(queue.offer(dispensable("typing", "t1"))).isTrue();
        assertThat(queue.offer(fact("g"))).isFalse();

        assertThat(takeAll()).hasSize(OutboundQueue.MAX_WAITING).doesNotContain("t1");
        assertThat(queue.takeCaughtUp()).isTrue();
    }

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
    void setInitialEvents_leavesOutOlderFacts_beforeAndAfter() {
        offer(fact("a").withFactsUpTo(4), fact("b").withFactsUpTo(5), fact("c").withFactsUpTo(6), fact("d"));

        queue.setInitialEvents(List.of(fact("begin").withFactsUpTo(5)), 5);

        offer(fact("e").withFactsUpTo(5), fact("f").withFactsUpTo(6), fact("g"));
        assertThat(takeAll()).containsExactly("begin", "c", "d", "f", "g");
    }

    /** A frame that is left out must not displace others. */
    @Test
    void offer_ofAnOlderFact_leavesAFullQueueAsItIs() {
        queue.setInitialEvents(List.of(), 5);
        offer(dispensable("typing", "t1"));
        fill("f", OutboundQueue.MAX_WAITING - 1);

        assertThat(queue.offer(fact("old").withFactsUpTo(5))).isTrue();

        assertThat(takeAll()).hasSize(OutboundQueue.MAX_WAITING).startsWith("t1");
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

    @Test
    void bytes_areFreeAgain_whenSent() {
        for (int time = 0; time < 3; time++) {
            assertHasItsFullCapacity();
        }
    }

    @Test
    void bytes_areFreeAgain_whenANewerValueComes() {
        offer(fact("a"));
        for (int time = 0; time < 10; time++) {
            assertThat(queue.offer(ofLength("v", HALF).asValueOf("value"))).isTrue();
        }
        takeAll();

        assertHasItsFullCapacity();
    }

    @Test
    void bytes_areFreeAgain_whenDispensableFramesAreDropped() {
        for (int time = 0; time < 3; time++) {
            offer(fact("a"), ofLength("d", HALF).asDispensable());
            assertThat(queue.offer(ofLength("b", HALF))).isTrue();
            assertThat(takeAll()).containsExactly("a", "b");

            assertHasItsFullCapacity();
        }
    }

    @Test
    void bytes_areFreeAgain_whenTheInitialEventsContainThem() {
        EventFrame value = ofLength("v", HALF).asValueOf("value");
        offer(value, ofLength("f", HALF).withFactsUpTo(1));

        queue.setInitialEvents(List.of(value), 1);
        assertThat(takeAll()).containsExactly("v");

        assertHasItsFullCapacity();
    }

    /** Initial events are not counted, so they must not be subtracted either. */
    @Test
    void bytes_areThoseThatWait_whenInitialEventsAreSent() {
        queue.setInitialEvents(List.of(ofLength("long", 3 * OutboundQueue.MAX_WAITING_BYTES)), 0);
        offer(ofLength("a", HALF));

        assertThat(takeAll()).containsExactly("long", "a");

        assertHasItsFullCapacity();
    }

    @Test
    void offer_byManyThreads_isSentOnceEach_inTheirOrder() throws InterruptedException {
        int threads = 4;
        int each = 5000;
        List<Thread> offering = IntStream.range(0, threads)
                .mapToObj(thread -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        while (!queue.offer(fact(thread + "x" + i))) {
                            Thread.onSpinWait();
                        }
                    }
                }))
                .toList();
        offering.forEach(Thread::start);

        List<String> taken = new ArrayList<>();
        while (taken.size() < threads * each && offering.stream().anyMatch(Thread::isAlive)) {
            taken.addAll(takeAll());
        }
        for (Thread thread : offering) {
            thread.join();
        }
        taken.addAll(takeAll());

        for (int thread = 0; thread < threads; thread++) {
            String from = thread + "x";
            assertThat(taken.stream().filter(name -> name.startsWith(from)))
                    .containsExactlyElementsOf(
                            IntStream.range(0, each).mapToObj(i -> from + i).toList());
        }
        assertThat(taken).hasSize(threads * each);
        assertHasItsFullCapacity();
    }

    /** Fills the queue, in which nothing waits, to the last byte, and empties it. */
    private void assertHasItsFullCapacity() {
        offer(ofLength("one", HALF), ofLength("two", HALF - overhead("three")), ofLength("three", overhead("three")));
        assertThat(queue.offer(ofLength("four", overhead("four")))).isFalse();
        assertThat(takeAll()).containsExactly("one", "two", "three");
    }

    private void offer(EventFrame... frames) {
        for (EventFrame frame : frames) {
            assertThat(queue.offer(frame)).isTrue();
        }
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

    private void fill(String name, int count) {
        offer(facts(name, count).toArray(EventFrame[]::new));
    }

    /** Takes all frames that wait, and returns their names. */
    private List<String> takeAll() {
        List<String> names = new ArrayList<>();
        for (EventFrame frame = queue.next(any -> true); frame != null; frame = queue.next(any -> true)) {
            names.add(name(frame));
        }
        return names;
    }

    private static String name(@Nullable EventFrame frame) {
        String text = new String(
                Objects.requireNonNull(frame).outgoingEvent(false).toServerSentEvent(), StandardCharsets.UTF_8);
        return text.substring("event: ".length(), text.indexOf('\n'));
    }

    private static List<EventFrame> facts(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> fact(name + i)).toList();
    }

    private static EventFrame fact(String name) {
        return EventFrame.event(name, Optional.empty(), new byte[] {'1'});
    }

    private static EventFrame value(String key, String name) {
        return fact(name).asValueOf(key);
    }

    private static EventFrame dispensable(String key, String name) {
        return value(key, name).asDispensable();
    }

    private static EventFrame ofLength(String name, int bytes) {
        return EventFrame.event(
                name, Optional.empty(), "1".repeat(bytes - overhead(name)).getBytes(StandardCharsets.US_ASCII));
    }

    private static int overhead(String name) {
        return EventFrame.event(name, Optional.empty(), new byte[0])
                .outgoingEvent(false)
                .size();
    }
}
