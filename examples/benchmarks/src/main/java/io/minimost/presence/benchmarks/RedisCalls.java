package io.minimost.presence.benchmarks;

import io.minimost.presence.PresenceStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.ZRangeParams;

/**
 * The store beside what people do in Redis, on the same machine and without a disk. Times, because Redis works in a process
 * of its own, while the caller of the store does all work itself.
 */
final class RedisCalls {
    private static final int PIPELINED = 64;
    private static final int ONLINE = 1000;
    private static final SetParams FIVE_SECONDS = SetParams.setParams().ex(5);

    private static final ZRangeParams RECENT =
            ZRangeParams.zrangeByScoreParams((double) MovingClock.START, Double.POSITIVE_INFINITY);

    private final RunProfile profile;
    private final Dataset dataset;
    private final RedisClient redis;
    private final MovingClock clock = new MovingClock();

    private RedisCalls(RunProfile profile, Dataset dataset, RedisClient redis) {
        this.profile = profile;
        this.dataset = dataset;
        this.redis = redis;
    }

    static List<ResultRow> measure(Fixture fixture) throws Exception {
        Dataset dataset = new Dataset(fixture.profile().rows());
        Dataset online = new Dataset(ONLINE);
        try (RedisServer server = RedisServer.start(fixture.directory())) {
            RedisCalls calls = new RedisCalls(fixture.profile(), dataset, server.client());
            calls.fill(online);
            List<ResultRow> rows = new ArrayList<>(calls.writes(fixture.store(dataset)));
            rows.addAll(calls.reads(fixture.store(dataset), fixture.store(online)));
            return rows;
        }
    }

    private void fill(Dataset online) {
        Map<String, String> states = new HashMap<>();
        for (int i = 0; i < ONLINE; i++) {
            states.put(online.user(i), "active");
        }
        redis.hset("presence", states);
        for (int i = 0; i < profile.rows(); i++) {
            redis.zadd(channelKey(i), (double) MovingClock.START, dataset.user(i));
        }
    }

    private List<ResultRow> writes(PresenceStore store) throws Exception {
        ConcurrentRun run;
        try (AbstractPipeline pipeline = redis.pipelined()) {
            run = ConcurrentRun.measure(
                    profile, 1, TypingUpsert.store(store, dataset), this::set, this::addToSet, pipelined(pipeline));
        }
        String what = "typing: start, 1 caller";
        return List.of(
                ResultRow.time(what, "Redis: `SET` with `EX`", run, 0, 1, Optional.of(Target.atMost(1))),
                ResultRow.time(
                        what, "Redis: `HSET` and `ZADD`, sent together", run, 0, 2, Optional.of(Target.atMost(1))),
                ResultRow.time(what, "Redis: 64 `SET` with `EX` sent together, each", run, 0, 3, Optional.empty()));
    }

    private List<ResultRow> reads(PresenceStore store, PresenceStore online) throws Exception {
        ConcurrentRun typing = ConcurrentRun.measure(
                profile, 1, () -> store.typing().typingUsers(dataset.channel(dataset.anyIndex())), this::range);
        ConcurrentRun states = ConcurrentRun.measure(
                profile, 1, () -> online.presence().recentStates(), () -> redis.hgetAll("presence"));
        return List.of(
                ResultRow.time(
                        "typing: typingUsers (5)",
                        "Redis: `ZRANGE` with `BYSCORE`",
                        typing,
                        0,
                        1,
                        Optional.of(Target.atMost(0.5))),
                ResultRow.time(
                        "presence: recentStates (1000)",
                        "Redis: `HGETALL`",
                        states,
                        0,
                        1,
                        Optional.of(Target.atMost(0.5))));
    }

    private void set() {
        redis.set(typingKey(dataset.anyIndex()), "1", FIVE_SECONDS);
    }

    /** The user's own entry, and the set of those who type in the channel, by time. */
    private void addToSet() {
        int index = dataset.anyIndex();
        long second = clock.second();
        try (AbstractPipeline pipeline = redis.pipelined()) {
            pipeline.hset(typingKey(index) + ":user", "ts", String.valueOf(second));
            pipeline.zadd(channelKey(index), (double) second, dataset.user(index));
            pipeline.sync();
        }
    }

    /** Each call adds a command; each 64th sends them, and waits for their answers. */
    private Operation pipelined(AbstractPipeline pipeline) {
        int[] added = new int[1];
        return () -> {
            pipeline.set(typingKey(dataset.anyIndex()), "1", FIVE_SECONDS);
            if (++added[0] % PIPELINED == 0) {
                pipeline.sync();
            }
        };
    }

    private void range() {
        redis.zrange(channelKey(dataset.anyIndex()), RECENT);
    }

    private String typingKey(int index) {
        return "typing:" + dataset.channel(index) + ":" + dataset.user(index);
    }

    private String channelKey(int index) {
        return "typing:" + dataset.channel(index);
    }
}
