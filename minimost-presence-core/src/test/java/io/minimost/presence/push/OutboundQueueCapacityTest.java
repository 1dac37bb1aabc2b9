package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a queue holds, and what it drops or refuses when it is full. */
class OutboundQueueCapacityTest extends OutboundQueueFixture {
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

        OutboundQueue ofMany = new OutboundQueue(true, counters);
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
}
