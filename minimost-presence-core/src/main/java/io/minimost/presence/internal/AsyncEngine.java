package io.minimost.presence.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** Another engine, which those who call it within an {@link AsyncCall} do not wait for. */
final class AsyncEngine implements Engine {
    private final Engine engine;
    private final AsyncCalls calls;

    AsyncEngine(Engine engine, AsyncCalls calls) {
        this.engine = engine;
        this.calls = calls;
    }

    @Override
    public <R> R read(Function<SqlSession, R> queries) {
        return calls.once(() -> engine.read(queries));
    }

    @Override
    public <R> R readBetweenCommits(Function<SqlSession, R> queries) {
        return calls.once(() -> engine.readBetweenCommits(queries));
    }

    @Override
    public <R> R write(WriteOperation<R> operation) {
        AsyncCall<?> call = AsyncCall.current(calls);
        return call == null ? engine.write(operation) : call.write(operation);
    }

    @Override
    public void submit(WriteOperation<?> operation, Object sequence, Runnable whenDone) {
        engine.submit(operation, sequence, whenDone);
    }

    @Override
    public boolean readsToQueue(WriteOperation<?> operation) {
        return engine.readsToQueue(operation);
    }

    @Override
    public void raiseChangeCounter() {
        waiting(engine::raiseChangeCounter);
    }

    @Override
    public void publishChangesElsewhere() {
        waiting(engine::publishChangesElsewhere);
    }

    @Override
    public void announce(NodeNews news) {
        waiting(() -> engine.announce(news));
    }

    @Override
    public boolean countChangesElsewhere() {
        return engine.countChangesElsewhere();
    }

    @Override
    public boolean reachesOtherNodes() {
        return engine.reachesOtherNodes();
    }

    @Override
    public long otherNodes() {
        return calls.once(engine::otherNodes);
    }

    @Override
    public OptionalLong walBytes() {
        return engine.walBytes();
    }

    @Override
    public Map<String, Long> backUp(Path target) {
        return calls.once(() -> engine.backUp(target));
    }

    @Override
    public void requireOutsideOfTransaction() {
        engine.requireOutsideOfTransaction();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** What no other call can share, and needs a thread that waits. */
    private void waiting(Runnable work) {
        boolean done = calls.once(() -> {
            work.run();
            return true;
        });
        assert done;
    }
}
