package io.minimost.presence.internal;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.stats.CallKind;
import java.util.function.Function;

/** Counts the calls of another engine, and how long they take. */
final class MeasuredEngine extends ForwardingEngine {
    private final ActivityRecorder activity;

    MeasuredEngine(Engine engine, ActivityRecorder activity) {
        super(engine);
        this.activity = activity;
    }

    @Override
    public <R> R read(Function<SqlSession, R> queries) {
        long start = System.nanoTime();
        try {
            return engine.read(queries);
        } catch (PresenceStoreException e) {
            activity.failed(CallKind.READ, e);
            throw e;
        } finally {
            activity.called(CallKind.READ, start);
        }
    }

    @Override
    public <R> R readBetweenCommits(Function<SqlSession, R> queries) {
        long start = System.nanoTime();
        try {
            return engine.readBetweenCommits(queries);
        } catch (PresenceStoreException e) {
            activity.failed(CallKind.READ, e);
            throw e;
        } finally {
            activity.called(CallKind.READ, start);
        }
    }

    @Override
    public <R> R write(WriteOperation<R> operation) {
        long start = System.nanoTime();
        try {
            R result = engine.write(operation);
            activity.sweeps().written(operation);
            return result;
        } catch (PresenceStoreException e) {
            activity.failed(operation.kind(), e);
            throw e;
        } finally {
            activity.called(operation.kind(), start);
        }
    }

    @Override
    public void submit(WriteOperation<?> operation, Object sequence, Runnable whenDone) {
        long start = System.nanoTime();
        engine.submit(operation, sequence, () -> {
            if (operation.failure() instanceof PresenceStoreException failure) {
                activity.failed(operation.kind(), failure);
            }
            activity.called(operation.kind(), start);
            whenDone.run();
        });
    }

    @Override
    public void raiseChangeCounter() {
        long start = System.nanoTime();
        try {
            engine.raiseChangeCounter();
        } catch (PresenceStoreException e) {
            activity.failed(CallKind.EPHEMERAL_WRITE, e);
            throw e;
        } finally {
            activity.called(CallKind.EPHEMERAL_WRITE, start);
        }
    }
}
