package io.minimost.presence.internal;

/** A thread of the store itself. The delivery thread delivers the events of its commits, so that no listener delays a sweep. */
public final class StoreThread extends LibraryThread {
    /** A thread that is not started yet. */
    public StoreThread(Runnable task, String name) {
        super(task, name);
    }
}
