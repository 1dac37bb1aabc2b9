package io.minimost.presence.push;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.presence.SessionId;
import io.minimost.presence.presence.Sessions;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who connects, and what the connection is about. Start with {@link #of} and add what you need. Immutable. */
public final class ConnectRequest {
    /** How many channels one connection may be about. */
    public static final int MAX_CHANNELS = 100;

    /** How many users the presence of one connection may be of. */
    public static final int MAX_USERS = 500;

    private final String user;
    private final List<ChannelId> channels;
    private final boolean facts;
    private final boolean namesChannels;
    private final Optional<String> lastEventId;
    private final Optional<String> cursor;
    private final Optional<Long> arrival;
    private final Optional<String> session;
    private final PresenceScope presenceScope;

    private ConnectRequest(
            String user,
            List<ChannelId> channels,
            boolean facts,
            boolean namesChannels,
            Optional<String> lastEventId,
            Optional<String> cursor,
            Optional<Long> arrival,
            Optional<String> session,
            PresenceScope presenceScope) {
        this.user = user;
        this.channels = channels;
        this.facts = facts;
        this.namesChannels = namesChannels;
        this.lastEventId = lastEventId;
        this.cursor = cursor;
        this.arrival = arrival;
        this.session = session;
        this.presenceScope = presenceScope;
    }

    /**
     * A connection of {@code user} that is about no channel yet: it receives who is online, and the user's own private
     * channels, calls and signals.
     *
     * @throws IllegalArgumentException if the name is not valid
     */
    public static ConnectRequest of(String user) {
        return new ConnectRequest(
                UserName.require(user),
                List.of(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PresenceScope.EVERYONE);
    }

    /**
     * The same request about these channels, in place of any given before. Channels that the user may not use are
     * ignored. If there are several, the name of an event of a channel is followed by {@code :} and the channel.
     *
     * @throws IllegalArgumentException if there are more than {@link #MAX_CHANNELS}
     */
    public ConnectRequest withChannels(Collection<? extends ChannelId> wanted) {
        List<ChannelId> all =
                wanted.stream().<ChannelId>map(id -> id).distinct().toList();
        if (all.size() > MAX_CHANNELS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d channels are more than %d", all.size(), MAX_CHANNELS));
        }
        return new ConnectRequest(
                user, all, facts, namesChannels, lastEventId, cursor, arrival, session, presenceScope);
    }

    /**
     * The same request for a client that wants the name of an event of a channel always followed by {@code :} and the channel,
     * also if it has one channel only.
     */
    public ConnectRequest withNamedChannels() {
        return new ConnectRequest(user, channels, facts, true, lastEventId, cursor, arrival, session, presenceScope);
    }

    /** The same request for the facts of the event log themselves, instead of what they change. */
    public ConnectRequest withFacts() {
        return new ConnectRequest(
                user, channels, true, namesChannels, lastEventId, cursor, arrival, session, presenceScope);
    }

    /**
     * The same request for a client that has received everything up to the event with this id. It receives what it has
     * missed since then. If the id is not one of this store, it receives {@code resync}. An empty id is ignored.
     */
    public ConnectRequest resumeAfter(String eventId) {
        return new ConnectRequest(
                user,
                channels,
                facts,
                namesChannels,
                Optional.of(eventId).filter(id -> !id.isEmpty()),
                cursor,
                arrival,
                session,
                presenceScope);
    }

    /**
     * The same request for a client that has received the host's own events up to this cursor. Ignored if the cursor is
     * not valid, or the client resumes after an id.
     */
    public ConnectRequest withCursor(String hostCursor) {
        return new ConnectRequest(
                user,
                channels,
                facts,
                namesChannels,
                lastEventId,
                Optional.of(hostCursor).filter(HostEvent::isCursor),
                arrival,
                session,
                presenceScope);
    }

    /**
     * The same request with what a client asks for in the query of its address, as it does of the filter's {@code GET /events}:
     * {@code channel}, {@code after} (the host's cursor), {@code facts}, {@code named}, {@code session}, {@code presence} and
     * {@code presence_of}; see {@code docs/event-stream.md}. All others are ignored. The channels and the cursor take the place of
     * any given before.
     *
     * @param parameters by name, decoded; without nulls
     * @param channelRule parses the name of a channel; mostly {@link ChannelId#parse}
     * @throws IllegalArgumentException if a parameter is malformed; the message names the value or the parameter
     */
    public ConnectRequest withParameters(
            Map<String, List<String>> parameters, Function<String, ChannelId> channelRule) {
        Objects.requireNonNull(channelRule, "channelRule");
        return new ConnectParameters(Objects.requireNonNull(parameters, "parameters")).addTo(this, channelRule);
    }

    /**
     * The same request with a mark of {@link EventHub#arrival}. For transports that find out who the user is before
     * they connect: if the user is deleted or disconnected after the mark was taken, the connection ends as soon as it
     * begins.
     */
    public ConnectRequest arrivedAt(long mark) {
        return new ConnectRequest(
                user, channels, facts, namesChannels, lastEventId, cursor, Optional.of(mark), session, presenceScope);
    }

    /**
     * The same request of a session of the user, see {@link Sessions}. Connecting renews the session if it is open. Ten seconds
     * after its last connection has ended, the session ends, unless it is heard again. If the hub is shut down, it has its whole
     * lease: its client connects again in a moment, here or elsewhere.
     *
     * @throws IllegalArgumentException if the id is not valid
     */
    public ConnectRequest withSession(String id) {
        return new ConnectRequest(
                user,
                channels,
                facts,
                namesChannels,
                lastEventId,
                cursor,
                arrival,
                Optional.of(SessionId.require(id)),
                presenceScope);
    }

    /**
     * The same request for the presence of {@code users} only, in place of any given before, instead of who is online on the whole
     * server: an event {@code presence} for each of them now and whenever it changes. With none of them, the connection receives
     * no presence. What happens to others costs such a connection nothing.
     *
     * @throws IllegalArgumentException if there are more than {@link #MAX_USERS}, or a name is not valid
     */
    public ConnectRequest withPresenceOf(Collection<String> users) {
        Set<String> all = new LinkedHashSet<>(Objects.requireNonNull(users, "users"));
        if (all.size() > MAX_USERS) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d users are more than %d", all.size(), MAX_USERS));
        }
        all.forEach(UserName::requireStored);
        return withScope(presenceScope.withUsers(all));
    }

    /**
     * The same request for the presence of the people of its direct and private channels instead of who is online on the whole
     * server: an event {@code member_presence} for each channel now and whenever it changes, also when somebody joins or leaves.
     * May be combined with {@link #withPresenceOf}.
     */
    public ConnectRequest withPresenceOfMembers() {
        return withScope(presenceScope.withMembers());
    }

    private ConnectRequest withScope(PresenceScope scope) {
        return new ConnectRequest(user, channels, facts, namesChannels, lastEventId, cursor, arrival, session, scope);
    }

    String user() {
        return user;
    }

    PresenceScope presenceScope() {
        return presenceScope;
    }

    List<ChannelId> channels() {
        return channels;
    }

    /** Whether each event of a channel names it. */
    boolean namesChannels() {
        return namesChannels || channels.size() > 1;
    }

    boolean receivesFacts() {
        return facts;
    }

    Optional<String> lastEventId() {
        return lastEventId;
    }

    Optional<String> session() {
        return session;
    }

    Optional<String> cursor() {
        return cursor;
    }

    /** The mark of the request, or {@code now} if it has none. */
    long arrivalOr(long now) {
        return Objects.requireNonNull(arrival.orElse(now));
    }
}
