package io.minimost.presence.internal;

/**
 * A daemon thread that has nothing of the call that happens to start it: no inherited thread locals, such as the identity of
 * the user who sent the first request, and the class loader of the library.
 */
public class LibraryThread extends Thread {
    /** A thread that is not started yet. */
    public LibraryThread(Runnable task, String name) {
        super(null, task, name, 0, false);
        setDaemon(true);
        setContextClassLoader(LibraryThread.class.getClassLoader());
    }
}
