package io.minimost.presence.host.guard;

import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The host's users. A failure of the host becomes an {@link HostFailedException}. */
public final class GuardedUsers implements UserDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedUsers.class);

    private final UserDirectory users;

    public GuardedUsers(UserDirectory users) {
        this.users = users;
    }

    /** The valid name of the user that the host finds for {@code name}. A user whose name is refused at sign-in is none. */
    @Override
    public Optional<String> find(String name) {
        return findStored(name).filter(GuardedUsers::isUsable);
    }

    /** The same for a user to remove, whom an older version may have stored. */
    public Optional<String> findStored(String name) {
        return HostCalls.ask("UserDirectory.find", () -> users.find(name).map(UserName::requireStored));
    }

    @Override
    public List<String> all() {
        return HostCalls.ask("UserDirectory.all", () -> List.copyOf(users.all()));
    }

    private static boolean isUsable(String user) {
        try {
            UserName.require(user);
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("UserDirectory found a user who cannot take part: {}", e.getMessage());
            return false;
        }
    }
}
