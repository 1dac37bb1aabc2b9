package io.minimost.presence.internal;

import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the other nodes what this one has done: the first change at once, then everything at most once in 20 ms. (A
 * notification with each commit would cost most of the throughput, because PostgreSQL sends them one after the other.)
 * Thread-safe.
 */
final class NewsSender {
    private static final Logger LOG = LoggerFactory.getLogger(NewsSender.class);
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** More than a busy second of a host has; beyond that, messages are dropped, and the other nodes notice. */
    private static final int MAX_WAITING = 20_000;

    /** The same for their characters, because each of them may have 64 KiB. */
    private static final int MAX_WAITING_LENGTH = 16 * 1024 * 1024;

    private final PostgresReaders sessions;
    private final Dao<PostgresNodeSql> nodes;
    private final String node;
    private final Supplier<Instant> now;
    private final Optional<String> notificationChannel;
    private @Nullable Thread thread;
    private volatile boolean closed;

    // Guarded by this.
    private final Set<NodeNews> states = new LinkedHashSet<>();
    private final List<NodeNews> messages = new ArrayList<>();
    private long messagesLength;
    private boolean isPending;
    private long dropped;

    /** Held while news are sent, so that their numbers are in order. */
    private final Object sending = new Object();

    /** Guarded by {@link #sending}. */
    private long sent;

    /**
     * Guarded by {@link #sending}: what could not be sent. It is sent again under the same numbers, because the server may have
     * stored it, and only the answer was lost.
     */
    private List<NodeNews> unsent = List.of();

    NewsSender(
            PostgresReaders sessions,
            Dao<PostgresNodeSql> nodes,
            String node,
            Supplier<Instant> now,
            Optional<String> notificationChannel) {
        this.sessions = sessions;
        this.nodes = nodes;
        this.node = node;
        this.now = now;
        this.notificationChannel = notificationChannel;
    }

    /** Sends on a thread of its own from now on. Without it, {@link #flush} sends. */
    void start() {
        Thread started = new StoreThread(this::run, "minimost-presence-news");
        thread = started;
        started.start();
    }

    /** Notes that others have to look, if only for new facts. */
    void add(List<NodeNews> news) {
        synchronized (this) {
            for (NodeNews one : news) {
                if (one.isState()) {
                    states.add(one);
                } else if (messages.size() < MAX_WAITING && messagesLength + one.length() <= MAX_WAITING_LENGTH) {
                    messages.add(one);
                    messagesLength += one.length();
                } else {
                    dropped++;
                }
            }
            isPending = true;
        }
        Thread sender = thread;
        if (sender != null) {
            LockSupport.unpark(sender);
        }
    }

    /** Sends what waits. */
    void flush() {
        synchronized (sending) {
            try {
                if (!unsent.isEmpty()) {
                    sendUnsent();
                }
                Waiting waiting = take();
                if (waiting != null) {
                    // A gap in the numbers tells others that they have missed something.
                    sent += waiting.dropped;
                    unsent = waiting.news;
                    sendUnsent();
                }
            } catch (Throwable e) {
                markPending();
                throw e;
            }
        }
    }

    private void sendUnsent() {
        send(unsent);
        sent += unsent.size();
        unsent = List.of();
    }

    private record Waiting(List<NodeNews> news, long dropped) {}

    /** Null if there is nothing to tell. */
    private synchronized @Nullable Waiting take() {
        if (!isPending) {
            return null;
        }
        List<NodeNews> news = new ArrayList<>(states);
        news.addAll(messages);
        Waiting taken = new Waiting(news, dropped);
        states.clear();
        messages.clear();
        messagesLength = 0;
        dropped = 0;
        isPending = false;
        return taken;
    }

    void close() {
        closed = true;
        Thread sender = thread;
        if (sender != null) {
            LockSupport.unpark(sender);
        }
    }

    private synchronized void markPending() {
        isPending = true;
    }

    private void send(List<NodeNews> news) {
        String[] kinds = news.stream().map(one -> one.kind().name()).toArray(String[]::new);
        String[] channels = texts(news, NodeNews::channel);
        String[] users = texts(news, NodeNews::user);
        String[] bodies = texts(news, NodeNews::body);
        double time = EpochSeconds.of(now.get());
        sessions.read(session -> {
            PostgresNodeSql sql = session.sql(nodes);
            if (notificationChannel.isPresent()) {
                return Optional.ofNullable(sql.announce(
                        node, sent, time, kinds, channels, users, bodies, notificationChannel.get(), node));
            }
            return Optional.of(sql.store(node, sent, time, kinds, channels, users, bodies));
        });
    }

    @SuppressWarnings("NullAway") // It does not know arrays of nullable elements.
    private static String[] texts(List<NodeNews> news, Function<NodeNews, Optional<String>> part) {
        return news.stream().map(one -> part.apply(one).orElse(null)).toArray(String[]::new);
    }

    private void run() {
        boolean failed = false;
        while (!closed) {
            if (!hasPending()) {
                LockSupport.park(this);
                continue;
            }
            try {
                flush();
                failed = false;
            } catch (Throwable e) {
                // Also of an error: nothing would start the thread again.
                if (!failed) {
                    LOG.warn("other nodes cannot be told what has changed; it is tried again", e);
                }
                failed = true;
            }
            LockSupport.parkNanos(this, failed ? TimeUnit.SECONDS.toNanos(1) : 0);
            pause();
        }
    }

    private void pause() {
        long end = System.nanoTime() + INTERVAL_NANOS;
        for (long left = INTERVAL_NANOS; left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private synchronized boolean hasPending() {
        return isPending;
    }
}
