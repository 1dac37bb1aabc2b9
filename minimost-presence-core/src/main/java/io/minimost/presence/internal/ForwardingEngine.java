package io.minimost.presence.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** Leaves everything to another engine, except what a subclass does differently. */
abstract class ForwardingEngine implements Engine {
    final Engine engine;

    ForwardingEngine(Engine engine) {
        this.engine = engine;
    }

    @Override
    public <R> R read(Function<SqlSession, R> queries) {
        return engine.read(queries);
    }

    @Override
    public <R> R readBetweenCommits(Function<SqlSession, R> queries) {
        return engine.readBetweenCommits(queries);
    }

    @Override
    public <R> R write(WriteOperation<R> operation) {
        return engine.write(operation);
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
    public void giveWay() {
        engine.giveWay();
    }

    @Override
    public void raiseChangeCounter() {
        engine.raiseChangeCounter();
    }

    @Override
    public void publishChangesElsewhere() {
        engine.publishChangesElsewhere();
    }

    @Override
    public boolean countChangesElsewhere() {
        return engine.countChangesElsewhere();
    }

    @Override
    public void announce(NodeNews news) {
        engine.announce(news);
    }

    @Override
    public boolean reachesOtherNodes() {
        return engine.reachesOtherNodes();
    }

    @Override
    public long otherNodes() {
        return engine.otherNodes();
    }

    @Override
    public OptionalLong walBytes() {
        return engine.walBytes();
    }

    @Override
    public Map<String, Long> backUp(Path target) {
        return engine.backUp(target);
    }

    @Override
    public void requireOutsideOfTransaction() {
        engine.requireOutsideOfTransaction();
    }

    @Override
    public void close() {
        engine.close();
    }
}
