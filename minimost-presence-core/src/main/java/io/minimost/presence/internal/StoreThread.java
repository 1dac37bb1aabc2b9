package io.minimost.presence.internal;

/**
 * A thread of the store itself. It does not keep the JVM alive, and what it commits it leaves to the delivery thread, so that
 * no listener delays a sweep.
 */
public final class StoreThread extends Thread {
    /** A daemon thread that is not started yet. */
    public StoreThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }
}
