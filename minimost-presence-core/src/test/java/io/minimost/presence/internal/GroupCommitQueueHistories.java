package io.minimost.presence.internal;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;

/**
 * The operations of several threads, in any interleaving, must look as if they had run one after the other. The runner keeps
 * its state in a plain field, so the test also fails if two threads lead at once or do not see each other's work.
 *
 * <p>Runs in its own JVM: Lincheck rewrites the classes that are loaded after it, and drops the names of parameters that JDBI
 * needs. Public because Lincheck calls it.
 */
@Param(name = "amount", gen = IntGen.class)
public class GroupCommitQueueHistories {
    private final GroupCommitQueue queue =
            new GroupCommitQueue("store", TimeUnit.SECONDS.toNanos(20), GroupCommitQueueHistories::run, () -> {});

    // Plain on purpose.
    private int sum;

    /** Adds {@code amount}. Returns the sum after it. */
    @Operation
    public int add(int amount) {
        return queue.submit(new WriteOperation<>(Durability.EPHEMERAL, transaction -> {
            sum += amount;
            return sum;
        }));
    }

    /** What a read sees that takes turns with the writes. */
    @Operation
    public int read() {
        return queue.exclusively(() -> sum);
    }

    public static void main(String[] arguments) {
        new StressOptions()
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .iterations(10)
                .invocationsPerIteration(500)
                .check(GroupCommitQueueHistories.class);
        System.out.println("linearizable");
    }

    @SuppressWarnings("NullAway") // Ephemeral work that uses no SQL needs no connection.
    private static void run(List<WriteOperation<?>> batch) {
        for (WriteOperation<?> operation : batch) {
            operation.work(null);
            operation.succeed();
        }
    }
}
