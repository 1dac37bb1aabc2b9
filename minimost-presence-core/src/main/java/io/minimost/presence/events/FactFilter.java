package io.minimost.presence.events;

import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which facts somebody gets. Immutable and thread-safe.
 *
 * <p>Facts without a channel are for everybody, and so is {@link FactKind#LOST}. A {@link FactKind#SIGNAL_SENT} is for its
 * recipient only, and for {@link #everything()}.
 */
public final class FactFilter {
    private static final FactFilter EVERYTHING = new FactFilter(fact -> true);

    private final Predicate<LoggedFact> passes;

    private FactFilter(Predicate<LoggedFact> passes) {
        this.passes = passes;
    }

    /** All facts: for the server itself, not for a user. */
    public static FactFilter everything() {
        return EVERYTHING;
    }

    /**
     * The facts of {@code channels}.
     *
     * @throws IllegalArgumentException if a channel is not valid
     */
    public static FactFilter channels(Collection<String> channels) {
        Set<String> wanted = Set.copyOf(channels);
        wanted.forEach(ChannelId::parse);
        return new FactFilter(fact -> fact.channel().isEmpty()
                || (fact.kind() != FactKind.SIGNAL_SENT
                        && wanted.contains(fact.channel().get())));
    }

    /**
     * What {@code user} may know who may use {@code channels}: the facts of these, and those about himself wherever he was
     * or comes to be, as {@link FactKind#MEMBER_ADDED} or {@link FactKind#CALL_RINGING}.
     *
     * @throws IllegalArgumentException if the name or a channel is not valid
     */
    public static FactFilter reader(String user, Collection<String> channels) {
        UserName.require(user);
        Predicate<LoggedFact> about = fact -> fact.user().filter(user::equals).isPresent();
        return new FactFilter(channels(channels).passes.or(about));
    }

    /** Those of the same facts that are of one of these kinds. */
    public FactFilter only(FactKind... kinds) {
        Set<FactKind> wanted = EnumSet.of(FactKind.LOST);
        wanted.addAll(Arrays.asList(kinds));
        return new FactFilter(passes.and(fact -> wanted.contains(fact.kind())));
    }

    /** Whether {@code fact} is among them. */
    public boolean matches(LoggedFact fact) {
        return passes.test(fact);
    }
}
