package io.minimost.presence.benchmarks.streams;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A server in the manner of MiniMost: the thread of each stream wakes up ten times a second to look for changes. */
final class ThreadServer implements StreamServer {
    private static final long TICK_NANOS = 100_000_000;
    private static final int BACKLOG = 1024;

    private final TemporaryStore store;
    private final ChangeCounter counter;
    private final ServerSocket listener;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean paused;

    private ThreadServer(TemporaryStore store, ChangeCounter counter, ServerSocket listener) {
        this.store = store;
        this.counter = counter;
        this.listener = listener;
    }

    static ThreadServer start() throws Exception {
        TemporaryStore store = TemporaryStore.open();
        ThreadServer server =
                new ThreadServer(store, new ChangeCounter(store.file()), new ServerSocket(0, BACKLOG, Clients.HOST));
        startThread(server::accept);
        return server;
    }

    private void accept() {
        try {
            while (true) {
                serve(listener.accept());
            }
        } catch (IOException e) {
            // The server was closed.
        }
    }

    private void serve(Socket socket) throws IOException {
        ThreadStream stream = new ThreadStream(socket, counter, store.store().reactions());
        try {
            threads.add(startThread(() -> run(stream)));
        } catch (OutOfMemoryError e) {
            // No more threads can be created. The clients count how many streams have begun.
            socket.close();
        }
    }

    private void run(ThreadStream stream) {
        try (stream) {
            stream.begin();
            while (!Thread.interrupted()) {
                awaitTick();
                stream.tick();
            }
        } catch (Exception e) {
            // The client is gone, or the server is closed.
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    private void awaitTick() {
        LockSupport.parkNanos(this, TICK_NANOS);
        while (paused && !Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
    }

    private static Thread startThread(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public int port() {
        return listener.getLocalPort();
    }

    @Override
    public long change(Change change, int bytes) {
        return change.commit(store.store());
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        threads.forEach(LockSupport::unpark);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.forEach(Thread::interrupt);
        store.close();
    }
}
