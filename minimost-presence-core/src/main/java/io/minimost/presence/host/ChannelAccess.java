package io.minimost.presence.host;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.values.ChannelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides who may use which channel. It is asked for each request that names a channel, for reading and for writing
 * alike, and for the channels of each connection.
 *
 * <p>An implementation that throws denies a request. A {@code PresenceStoreException} is passed on instead, because it
 * means that the store cannot answer now. For a connection it is not known then what it may receive: a new one is refused for the
 * moment, and one that is open ends, so that its client connects again and misses nothing. So return false to deny access, and do
 * not throw. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface ChannelAccess {
    /** Whether {@code user}, a valid name, may use {@code channel}, which need not exist. */
    boolean mayUse(String user, ChannelId channel);

    /**
     * Of the channels of each user, those that the user may use. Asked when a connection begins, with the channels that it is
     * about, and with those of many connections after a change. Asks {@link #mayUse} about each, unless it is overridden by
     * an implementation that answers many questions with one query. A user or channel that is left out is denied.
     */
    default Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
        Map<String, Set<ChannelId>> usable = new HashMap<>();
        channelsByUser.forEach((user, channels) -> usable.put(
                user,
                channels.stream().filter(channel -> mayUse(user, channel)).collect(Collectors.toUnmodifiableSet())));
        return usable;
    }

    /**
     * The default rule: the users named in a direct channel, the members of a private one, and every user in the listed
     * public channels. All other access is denied.
     *
     * @param publicChannels names of public channels, which are copied
     * @throws IllegalArgumentException if one of them is not a valid name of a public channel
     */
    static ChannelAccess standard(PresenceStore store, Collection<String> publicChannels) {
        Objects.requireNonNull(store, "store");
        Set<ChannelId> open =
                publicChannels.stream().map(ChannelId.Public::new).collect(Collectors.toUnmodifiableSet());
        return new StandardAccess(store, open);
    }
}
