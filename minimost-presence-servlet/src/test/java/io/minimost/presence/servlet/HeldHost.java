package io.minimost.presence.servlet;

import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.values.MessageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** A host that holds its next answer until another thread has done something. */
final class HeldHost implements MessageLookup, UserDirectory {
    private final AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
    private final TestMessages messages =
            new TestMessages().with(1, "general", 1_716_000_000.0, "bob").with(2, "general", 1_716_000_001.0, "bob");
    private final TestUsers users = new TestUsers("alice", "bob", "carol", "dave");

    /** What is done before the next answer is given, on another thread. */
    void beforeAnswering(Runnable deed) {
        meanwhile.set(deed);
    }

    <T> T held(Supplier<T> answer) {
        T before = answer.get();
        CompletableFuture.runAsync(meanwhile.getAndSet(() -> {})).join();
        return before;
    }

    @Override
    public Optional<Message> find(MessageId id, String viewer) {
        return held(() -> messages.find(id, viewer));
    }

    @Override
    public List<Instant> messagesOfOthers(String channel, String reader, Optional<Instant> after) {
        return held(() -> messages.messagesOfOthers(channel, reader, after));
    }

    @Override
    public Optional<String> find(String name) {
        return held(() -> users.find(name));
    }

    @Override
    public List<String> all() {
        return users.all();
    }
}
