package io.minimost.presence.internal;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.StoreEvent;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a write keeps to itself until its commit, beyond the rows that it writes: where it reads, decides and then writes, no
 * other write with the same key may come in between. SQLite has one lock for all writes and needs no keys.
 *
 * <p>All locks are taken before the work begins, in one order, so that no two writes wait for each other.
 *
 * <p>A write that happens often also says what it may change ({@link #changing}), so that the answers about everything else are
 * not read again. Others count as if they changed everything.
 */
public final class Keys {
    /** Nothing: each of its statements decides and writes at once. */
    public static final Keys NONE = new Keys(false, false, List::of);

    /** Everything: no other write of any store runs meanwhile. For what is rare, and concerns several tables. */
    public static final Keys EVERYTHING = new Keys(true, false, List::of);

    private final boolean everything;
    private final boolean lookup;
    private final Supplier<Collection<String>> names;
    private final Function<List<StoreEvent>, ChangeScope> changes;

    private Keys(boolean everything, boolean lookup, Supplier<Collection<String>> names) {
        this(everything, lookup, names, published -> ChangeScope.EVERYTHING);
    }

    private Keys(
            boolean everything,
            boolean lookup,
            Supplier<Collection<String>> names,
            Function<List<StoreEvent>, ChangeScope> changes) {
        this.everything = everything;
        this.lookup = lookup;
        this.names = names;
        this.changes = changes;
    }

    /** The same keys for a write that changes nothing outside of {@code scope}. */
    public Keys changing(ChangeScope scope) {
        return changing(published -> scope);
    }

    /**
     * The same keys for a write that changes nothing outside of a scope.
     *
     * @param scope finds it by the events that the write has published
     */
    public Keys changing(Function<List<StoreEvent>, ChangeScope> scope) {
        return new Keys(everything, lookup, names, scope);
    }

    /** A channel: its members, calls and shares, and their signals and media. */
    public static Keys channel(String channel) {
        return new Keys(false, false, () -> List.of(nameOf(channel)));
    }

    /** The same for several channels. */
    public static Keys channels(Collection<String> channels) {
        return new Keys(false, false, () -> channels.stream().map(Keys::nameOf).toList());
    }

    /**
     * The same for a channel that has to be found first, which happens before the transaction.
     *
     * @param find the channel of something that never changes its channel; empty if there is no such thing
     */
    public static Keys channelOf(Supplier<Optional<String>> find) {
        return new Keys(false, true, () -> find.get().map(Keys::nameOf).stream().toList());
    }

    /** The reactions to a message. */
    public static Keys message(MessageRef message) {
        return new Keys(
                false,
                false,
                () -> List.of("message " + EpochSeconds.text(message.seconds()) + " " + message.channel()));
    }

    /**
     * That a user types in a channel. Several of these are in the order of the rows, in which statements for many callers lock
     * them, too.
     */
    public static Keys typing(String user, String channel) {
        return new Keys(false, false, () -> List.of("typing " + user + "\u0001" + channel));
    }

    /** A user. */
    public static Keys user(String user) {
        return new Keys(false, false, () -> List.of("user " + user));
    }

    /** The same for several users. */
    public static Keys users(Collection<String> users) {
        return new Keys(
                false, false, () -> users.stream().map(user -> "user " + user).toList());
    }

    boolean isEverything() {
        return everything;
    }

    /** What a write with these keys may have changed that has published {@code events}. */
    ChangeScope changes(List<StoreEvent> events) {
        return changes.apply(events);
    }

    /** Whether {@link #find} reads from the database. */
    boolean isLookup() {
        return lookup;
    }

    /** The names of the keys. May read from the database, so it is called before the transaction. */
    SortedSet<String> find() {
        return new TreeSet<>(names.get());
    }

    private static String nameOf(String channel) {
        return "channel " + channel;
    }
}
