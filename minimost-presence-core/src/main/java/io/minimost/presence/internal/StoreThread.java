package io.minimost.presence.internal;

/**
 * A thread of the store itself: a daemon thread. The delivery thread delivers the events of its commits, so that no listener
 * delays a sweep.
 */
public final class StoreThread extends Thread {
    /** A daemon thread that is not started yet. */
    public StoreThread(Runnable task, String name) {
        super(task, name);
        setDaemon(true);
    }
}
