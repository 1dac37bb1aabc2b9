package io.minimost.presence.host.guard;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host's {@link ChannelAccess}, and denies access if that fails. Thread-safe. */
public final class GuardedAccess {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedAccess.class);

    private final ChannelAccess access;

    public GuardedAccess(ChannelAccess access) {
        this.access = Objects.requireNonNull(access, "channel access");
    }

    /**
     * Whether {@code user} may use {@code channel}.
     *
     * @throws PresenceStoreException if the store failed, so that access is not known now
     */
    public boolean mayUse(String user, ChannelId channel) {
        try {
            return access.mayUse(user, channel);
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("denied {} to {}, because ChannelAccess failed", channel, user, e);
            return false;
        }
    }

    /**
     * Whether {@code user} may use the channel of that name. Nobody may use a channel whose name only MiniMost or an older
     * version accepts.
     */
    public boolean mayUse(String user, String channel) {
        return ChannelId.tryParse(channel).filter(id -> mayUse(user, id)).isPresent();
    }
}
