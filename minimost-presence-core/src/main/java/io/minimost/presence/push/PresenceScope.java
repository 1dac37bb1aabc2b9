package io.minimost.presence.push;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whose presence a connection receives.
 *
 * @param everyone of all users, in one value for the whole server, as in MiniMost
 * @param users of these users, each alone
 * @param members of the people of the connection's direct and private channels, in one value for each channel
 */
record PresenceScope(boolean everyone, Set<String> users, boolean members) {
    static final PresenceScope EVERYONE = new PresenceScope(true, Set.of(), false);

    PresenceScope {
        users = Collections.unmodifiableSet(new LinkedHashSet<>(users));
    }

    PresenceScope withUsers(Set<String> others) {
        return new PresenceScope(false, others, members);
    }

    PresenceScope withMembers() {
        return new PresenceScope(false, users, true);
    }
}
