package io.minimost.presence.host.guard;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.values.ChannelId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the host's {@link ChannelAccess}. If that fails, access is denied, or is not known. Thread-safe. */
public final class GuardedAccess {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedAccess.class);

    private final ChannelAccess access;

    public GuardedAccess(ChannelAccess access) {
        this.access = Objects.requireNonNull(access, "channel access");
    }

    /**
     * Whether {@code user} may use {@code channel}. If the host fails, access is denied.
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
     * Of the channels of each user, those that the user may use. A user about whom the host fails is left out: it is not
     * known what they may use.
     *
     * @throws PresenceStoreException if the store failed, so that access is not known now
     */
    public Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
        try {
            return onlyOf(channelsByUser, access.usable(channelsByUser));
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            // One by one, so that only those are left out about whom it fails.
            LOG.debug("ChannelAccess failed for one of several users and channels", e);
            Map<String, Set<ChannelId>> known = new HashMap<>();
            channelsByUser.forEach(
                    (user, channels) -> usable(user, channels).ifPresent(usable -> known.put(user, usable)));
            return known;
        }
    }

    private Optional<Set<ChannelId>> usable(String user, Set<ChannelId> channels) {
        try {
            return Optional.of(channels.stream()
                    .filter(channel -> access.mayUse(user, channel))
                    .collect(Collectors.toSet()));
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            LOG.error("it is not known which of {} {} may use, because ChannelAccess failed", channels, user, e);
            return Optional.empty();
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
