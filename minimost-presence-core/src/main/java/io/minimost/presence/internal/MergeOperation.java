package io.minimost.presence.internal;

import io.minimost.presence.stats.CallKind;
import org.jspecify.annotations.Nullable;

/** A {@link Merge} on its way through the {@link GroupCommitQueue}. */
final class MergeOperation<A, R> extends WriteOperation<R> {
    private final Merge<A, R> merge;
    private final A argument;

    MergeOperation(Merge<A, R> merge, A argument, @Nullable DeletionMark mark) {
        super(merge.durability(), Keys.NONE, transaction -> merge.run(transaction, argument), mark);
        this.merge = merge;
        this.argument = argument;
    }

    @Override
    CallKind kind() {
        return CallKind.MERGED_WRITE;
    }

    @Override
    ChangeScope changes() {
        return merge.changes(argument, events());
    }

    @Override
    Object identity() {
        return merge;
    }

    Merge<A, R> merge() {
        return merge;
    }

    /** The call that {@link Merge#runAll} does together with others. */
    MergedCall<A, R> call() {
        return new MergedCall<>(argument, markSequence());
    }

    /** Takes over what {@code call}, one of {@link #call}, has done. Returns whether it has done anything. */
    boolean takeOver(MergedCall<A, R> call) {
        call.result().ifPresent(result -> done(result, call.events()));
        return call.result().isPresent();
    }
}
