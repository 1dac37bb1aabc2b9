package io.minimost.presence.host;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the users of the host. If an implementation throws, the client receives a server error. Implementations must be
 * thread-safe.
 */
public interface UserDirectory {
    /**
     * Finds the user of that name, in the spelling that the store uses; empty if there is none. A host that ignores
     * case returns the registered spelling.
     *
     * @param name a name from a client, which may be any text
     */
    Optional<String> find(String name);

    /** All users, in the order in which the host wants them listed. */
    List<String> all();

    /**
     * A directory for a host that has none: every valid name is a user, and all users are those that are listed online.
     * With it, any name can be added to a private channel, even one that no user has yet.
     */
    static UserDirectory anybody(PresenceStore store) {
        Objects.requireNonNull(store, "store");
        return new UserDirectory() {
            @Override
            public Optional<String> find(String name) {
                try {
                    return Optional.of(UserName.require(name));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }

            @Override
            public List<String> all() {
                return List.copyOf(store.presence().recentStates().keySet());
            }
        };
    }
}
