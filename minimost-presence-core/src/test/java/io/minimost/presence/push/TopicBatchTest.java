package io.minimost.presence.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Topics that are read together, by several connections at a time. */
class TopicBatchTest {
    /** More than may wait on a connection. */
    private static final List<TopicKey> KEYS = IntStream.range(0, 100)
            .mapToObj(i -> new TopicKey(TopicKind.TYPING, "channel" + i))
            .toList();

    private final TestConnections connections = new TestConnections();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<TopicKey, Integer> values = new ConcurrentHashMap<>();
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Consumer<List<TopicKey>> whileReading = keys -> {};
    private final WatchedTopics watched = new WatchedTopics(new Source());

    private final class Source implements TopicSource {
        @Override
        public TopicValue read(TopicKey key) {
            return Objects.requireNonNull(readAll(List.of(key)).get(key));
        }

        @Override
        public Map<TopicKey, TopicValue> readAll(List<TopicKey> keys) {
            reads.incrementAndGet();
            Map<TopicKey, TopicValue> read = new HashMap<>();
            keys.forEach(key -> read.put(key, TopicValue.sameForAll(frame(key, values.getOrDefault(key, 0)))));
            whileReading.accept(keys);
            return read;
        }
    }

    private static EventFrame frame(TopicKey key, int value) {
        byte[] json = ("" + value).getBytes(StandardCharsets.US_ASCII);
        return EventFrame.event(key.channelOrUser(), Optional.empty(), json).asValueOf(key);
    }

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void topics_areReadTogether_andAnsweredInTheOrderAskedFor() {
        List<TopicKey> shuffled = new ArrayList<>(KEYS);
        Collections.shuffle(shuffled, new Random(1));

        List<EventFrame> frames = watched.watchAll(shuffled, connections.connect("alice"), false);

        assertThat(reads).hasValue(1);
        assertThat(frames).hasSameSizeAs(shuffled);
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i).hasSameContentAs(frame(shuffled.get(i), 0)))
                    .isTrue();
        }
    }

    @Test
    void topicsThatOthersHaveRead_areNotReadAgain() {
        watched.watchAll(KEYS.subList(0, 50), connections.connect("alice"), false);
        List<Integer> sizes = new ArrayList<>();
        whileReading = keys -> sizes.add(keys.size());

        watched.watchAll(KEYS, connections.connect("bob"), false);

        assertThat(sizes).containsExactly(50);
    }

    /** What one of them reads is the first value of the other, too, and not an event besides: that would be too many. */
    @Test
    void connectionsThatBeginTogether_areSentNothingBesidesTheirFirstValues() throws Exception {
        EventConnection alice = connections.connect("alice");
        EventConnection bob = connections.connect("bob");
        List<Future<List<EventFrame>>> other = new ArrayList<>();
        whileReading = keys -> {
            whileReading = more -> {};
            Thread[] waiting = new Thread[1];
            CountDownLatch started = new CountDownLatch(1);
            other.add(threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                started.countDown();
                return watched.watchAll(KEYS, bob, false);
            }));
            awaitWaiting(started, waiting);
        };

        assertThat(watched.watchAll(KEYS, alice, false)).hasSize(KEYS.size());
        assertThat(other.get(0).get(30, TimeUnit.SECONDS)).hasSize(KEYS.size());

        assertThat(reads).hasValue(1);
        assertThat(alice.waiting()).isZero();
        assertThat(bob.waiting()).isZero();
    }

    private static void awaitWaiting(CountDownLatch started, Thread[] waiting) {
        try {
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        await().until(() -> waiting[0].getState() == Thread.State.WAITING);
    }

    @Test
    void topicsThatCannotBeRead_areReadByTheNext() {
        whileReading = keys -> {
            throw new IllegalStateException("busy");
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> watched.watchAll(KEYS, connections.connect("alice"), false))
                .withMessage("busy");
        whileReading = keys -> {};

        assertThat(watched.watchAll(KEYS, connections.connect("bob"), false)).hasSize(KEYS.size());
    }

    /** Connections that begin with overlapping topics, in any order, while these are broadcast: all end with the newest values. */
    @Test
    void batchesInAnyOrder_neverWaitForEachOther_andEndWithTheNewestValues() throws Exception {
        List<EventConnection> all = new ArrayList<>();
        for (int round = 0; round < 200; round++) {
            List<Callable<List<EventFrame>>> work = new ArrayList<>();
            int number = round + 1;
            for (int i = 0; i < 4; i++) {
                List<TopicKey> some = new ArrayList<>(KEYS.subList(0, 12));
                Collections.shuffle(some, new Random(4L * round + i));
                EventConnection connection = connections.connect("user" + i);
                all.add(connection);
                work.add(() -> watched.watchAll(some, connection, number % 3 == 0));
            }
            work.add(() -> {
                KEYS.subList(0, 12).forEach(key -> values.put(key, number));
                Map<TopicKey, Topic> topics = new HashMap<>();
                KEYS.subList(0, 12).forEach(key -> watched.find(key).ifPresent(topic -> topics.put(key, topic)));
                watched.broadcast(topics);
                return List.of();
            });
            for (Future<List<EventFrame>> done : threads.invokeAll(work, 30, TimeUnit.SECONDS)) {
                assertThat(done.isCancelled()).isFalse();
                done.get();
            }
        }
        EventConnection last = connections.connect("last");
        for (EventFrame frame : watched.watchAll(KEYS.subList(0, 12), last, false)) {
            assertThat(TopicFixture.text(frame)).endsWith("200");
        }
        assertThat(all.get(0).waiting())
                .as("a newer value replaces an older one")
                .isLessThanOrEqualTo(12);
    }
}
