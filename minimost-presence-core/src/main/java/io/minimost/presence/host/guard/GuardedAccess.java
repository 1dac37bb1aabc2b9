package io.minimost.presence.host.guard;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
     * Of the channels of each user, those that the user may use.
     *
     * @throws PresenceStoreException if the store failed, so that access is not known now
     */
    public Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
        try {
            return onlyOf(channelsByUser, access.usable(channelsByUser));
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            // One by one, so that only what cannot be checked is denied.
            LOG.debug("ChannelAccess failed for one of several users and channels", e);
            ChannelAccess guarded = this::mayUse;
            return guarded.usable(channelsByUser);
        }
    }

    /** The host may have answered more than it was asked. */
    private static Map<String, Set<ChannelId>> onlyOf(
            Map<String, Set<ChannelId>> asked, Map<String, Set<ChannelId>> answered) {
        Map<String, Set<ChannelId>> usable = new HashMap<>();
        asked.forEach((user, channels) -> {
            Set<ChannelId> both = new HashSet<>(answered.getOrDefault(user, Set.of()));
            both.retainAll(channels);
            usable.put(user, both);
        });
        return usable;
    }

    /**
     * Whether {@code user} may use the channel of that name. Nobody may use a channel whose name only MiniMost or an older
     * version accepts.
     */
    public boolean mayUse(String user, String channel) {
        return ChannelId.tryParse(channel).filter(id -> mayUse(user, id)).isPresent();
    }
}
