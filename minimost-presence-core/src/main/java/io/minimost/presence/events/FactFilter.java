package io.minimost.presence.events;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Selects the facts that a listener receives. Immutable and thread-safe.
 *
 * <p>{@link #channels} and {@link #reader} also pass the facts without a channel. {@link FactKind#LOST} passes every filter.
 * A {@link FactKind#SIGNAL_SENT} passes only {@link #reader} for its recipient, and {@link #everything()}.
 */
public final class FactFilter {
    private static final FactFilter EVERYTHING = new FactFilter(fact -> true);

    private final Predicate<LoggedFact> passes;

    private FactFilter(Predicate<LoggedFact> passes) {
        this.passes = passes;
    }

    /** Passes all facts: for the server itself, not for a user. */
    public static FactFilter everything() {
        return EVERYTHING;
    }

    /**
     * Passes the facts of {@code channels}.
     *
     * @throws IllegalArgumentException if a channel is not valid
     */
    public static FactFilter channels(Collection<String> channels) {
        Set<String> wanted = Set.copyOf(channels);
        wanted.forEach(ChannelId::requireStored);
        return new FactFilter(fact -> fact.channel().isEmpty()
                || (fact.kind() != FactKind.SIGNAL_SENT
                        && wanted.contains(fact.channel().get())));
    }

    /**
     * Passes what {@code user}, who may read {@code channels}, may receive: the facts of these channels, and the facts about
     * the user in any channel, such as {@link FactKind#MEMBER_ADDED} or {@link FactKind#CALL_RINGING}.
     *
     * @throws IllegalArgumentException if the name or a channel is not valid
     */
    public static FactFilter reader(String user, Collection<String> channels) {
        UserName.requireStored(user);
        Predicate<LoggedFact> about = fact -> fact.user().filter(user::equals).isPresent();
        return new FactFilter(channels(channels).passes.or(about));
    }

    /** Passes only those of the facts that are of one of {@code kinds}; {@link FactKind#LOST} always passes. */
    public FactFilter only(FactKind... kinds) {
        Set<FactKind> wanted = EnumSet.of(FactKind.LOST);
        wanted.addAll(Arrays.asList(kinds));
        return new FactFilter(passes.and(fact -> wanted.contains(fact.kind())));
    }

    /** Whether {@code fact} passes this filter. */
    public boolean matches(LoggedFact fact) {
        return passes.test(fact);
    }
}
