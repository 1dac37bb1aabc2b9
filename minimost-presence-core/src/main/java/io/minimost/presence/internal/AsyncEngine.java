package io.minimost.presence.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;

/** Another engine, which those who call it within an {@link AsyncCall} do not wait for. */
final class AsyncEngine extends ForwardingEngine {
    private final AsyncCalls calls;

    AsyncEngine(Engine engine, AsyncCalls calls) {
        super(engine);
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
    public long otherNodes() {
        return calls.once(engine::otherNodes);
    }

    @Override
    public Map<String, Long> backUp(Path target) {
        return calls.once(() -> engine.backUp(target));
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
