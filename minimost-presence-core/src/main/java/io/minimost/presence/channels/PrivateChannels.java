package io.minimost.presence.channels;

import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.events.PresenceEvent.ChannelRenamed;
import io.minimost.presence.events.PresenceEvent.MemberAdded;
import io.minimost.presence.events.PresenceEvent.MemberLeft;
import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Durability;
import io.minimost.presence.internal.Keys;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.ChannelName;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Private channels and their members. Any member may rename a channel, add members and remove members, as in MiniMost; a
 * host that has roles checks them before it calls.
 *
 * <p>The transaction that changes a channel also checks that the actor is a member. A channel that does not exist is
 * treated like a channel without members, so a user who is not a member cannot find out whether it exists. When a user
 * loses a channel, the user's typing, screen shares and participation in calls there end in the same transaction.
 *
 * <p>Names must be valid ({@link UserName}, {@link ChannelName}), else {@link IllegalArgumentException}. The host decides
 * whether a user exists. No method returns or takes null. Thread-safe.
 */
public final class PrivateChannels {
    /** How many members a channel may be created with. More can be added one by one. */
    public static final int MAX_FOUNDERS = 200;

    private final Database database;
    private final Dao<ChannelSql> channels;
    private final Dao<MemberSql> members;
    private final Memberships memberships;

    /**
     * For {@code PresenceStore}, which hands this out.
     *
     * @hidden
     */
    @SuppressWarnings("exports")
    public PrivateChannels(Database database, Duration emptyChannelRetention) {
        this.database = database;
        channels = database.register(ChannelSql.class, new PrivateChannel.Mapper());
        members = database.register(MemberSql.class, PostgresMemberSql.class, new HistoryStart.Mapper());
        memberships = new Memberships(database, members);
        database.callbacks().onUserDeleted(this::deleteUser);
        database.callbacks().onChannelDeleted(this::delete);
        database.callbacks()
                .setMemberLookup(
                        (transaction, channel) -> transaction.sql(members).members(channel.id()));
        new EmptyChannels(database, emptyChannelRetention).start();
    }

    /**
     * Creates a channel. Its first members see all of its messages. Publishes {@link ChannelCreated}.
     *
     * @param others the members besides {@code creator}; duplicates count once
     * @throws IllegalArgumentException also if there are more than {@value #MAX_FOUNDERS} members
     * @throws IllegalStateException if the next number of the file has more than 18 digits
     */
    public PrivateChannel create(String name, String creator, Collection<String> others) {
        String cleanName = ChannelName.require(name);
        Set<String> founders = Founders.of(creator, others);
        Instant now = database.now();
        return database.write(Durability.DURABLE, transaction -> {
            double seconds = EpochSeconds.of(now);
            long id = transaction.sql(channels).insert(cleanName, creator, seconds);
            founders.stream()
                    // Left out as if the host had not found them.
                    .filter(user ->
                            user.equals(creator) || !transaction.deletions().hasUser(user))
                    .forEach(user -> transaction.sql(members).insert(id, user, seconds, null));
            PrivateChannel created = transaction.sql(channels).find(id).orElseThrow(() -> unusableNumber(id));
            transaction.publish(new ChannelCreated(created.id().text(), cleanName, creator, created.members(), now));
            return created;
        });
    }

    /**
     * Renames a channel. Publishes {@link ChannelRenamed}, unless it has that name already.
     *
     * @return false if {@code actor} is not a member of the channel
     */
    public boolean rename(ChannelId.Private channel, String actor, String name) {
        Objects.requireNonNull(channel, "channel");
        UserName.require(actor);
        String cleanName = ChannelName.require(name);
        Instant now = database.now();
        return database.write(Durability.DURABLE, Keys.channel(channel.text()), transaction -> {
            if (!isMember(transaction, channel, actor)) {
                return false;
            }
            if (transaction.sql(channels).rename(channel.id(), cleanName) > 0) {
                transaction.publish(new ChannelRenamed(channel.text(), cleanName, actor, now));
            }
            return true;
        });
    }

    /**
     * Adds {@code user} on behalf of {@code actor}. Publishes {@link MemberAdded}.
     *
     * @param history how much of the history {@code user} may see; never more than {@code actor} sees
     */
    public AddMemberResult addMember(ChannelId.Private channel, String actor, String user, HistoryVisibility history) {
        Objects.requireNonNull(channel, "channel");
        UserName.require(actor);
        UserName.require(user);
        Objects.requireNonNull(history, "history");
        Instant now = database.now();
        return database.write(Durability.DURABLE, Keys.channel(channel.text()), transaction -> {
            List<HistoryStart> actorsStart = transaction.sql(members).historyStart(channel.id(), actor);
            if (actorsStart.isEmpty()) {
                return AddMemberResult.NOT_ALLOWED;
            }
            if (isMember(transaction, channel, user)) {
                return AddMemberResult.ALREADY_A_MEMBER;
            }
            Optional<Instant> start = Stream.of(
                            history.start(now), actorsStart.get(0).from())
                    .flatMap(Optional::stream)
                    .max(Instant::compareTo);
            transaction.sql(members).insert(channel.id(), user, EpochSeconds.of(now), seconds(start));
            transaction.publish(new MemberAdded(channel.text(), user, actor, now));
            return AddMemberResult.ADDED;
        });
    }

    /**
     * Ends the membership of {@code user}. Publishes {@link MemberLeft}.
     *
     * @return false if {@code user} was not a member of the channel
     */
    public boolean leave(ChannelId.Private channel, String user) {
        Objects.requireNonNull(channel, "channel");
        UserName.requireStored(user);
        Instant now = database.now();
        return database.write(
                Durability.DURABLE,
                Keys.EVERYTHING,
                transaction -> endMembership(transaction, channel, user, user, now));
    }

    /** Ends the membership of {@code user} on behalf of {@code actor}. Publishes {@link MemberLeft}. */
    public RemoveMemberResult removeMember(ChannelId.Private channel, String actor, String user) {
        Objects.requireNonNull(channel, "channel");
        UserName.requireStored(actor);
        UserName.requireStored(user);
        Instant now = database.now();
        return database.write(Durability.DURABLE, Keys.EVERYTHING, transaction -> {
            if (!isMember(transaction, channel, actor)) {
                return RemoveMemberResult.NOT_ALLOWED;
            }
            return endMembership(transaction, channel, user, actor, now)
                    ? RemoveMemberResult.REMOVED
                    : RemoveMemberResult.NO_SUCH_MEMBER;
        });
    }

    /** The channel and its members, if it has any; empty if there is no such channel. */
    public Optional<PrivateChannel> find(ChannelId.Private channel) {
        Objects.requireNonNull(channel, "channel");
        return database.read(channels, sql -> sql.find(channel.id()));
    }

    /** The channels of which {@code user} is a member, oldest first. */
    public List<PrivateChannel> channelsOf(String user) {
        UserName.requireStored(user);
        return List.copyOf(database.read(channels, sql -> sql.of(user)));
    }

    /**
     * The same for a list that is sent often: a channel of more than {@code mostMembers} is listed without its members. Any
     * other channel has at least one, the user.
     *
     * @throws IllegalArgumentException if {@code mostMembers} is less than 1
     */
    public List<PrivateChannel> channelsOf(String user, int mostMembers) {
        UserName.requireStored(user);
        if (mostMembers < 1) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%d members are not at least 1", mostMembers));
        }
        int oneMore = mostMembers == Integer.MAX_VALUE ? mostMembers : mostMembers + 1;
        return database.read(channels, sql -> sql.withFewMembers(user, oneMore)).stream()
                .map(channel -> channel.withAtMost(mostMembers))
                .toList();
    }

    /** The members of {@code channel}, in byte order; none if there is no such channel. */
    public List<String> members(ChannelId.Private channel) {
        Objects.requireNonNull(channel, "channel");
        return List.copyOf(database.read(members, sql -> sql.members(channel.id())));
    }

    /**
     * The users who take part in a channel of any kind: those whom a direct channel names, and the members of a private one,
     * in byte order. None for a public channel: the host decides who may use it.
     */
    public List<String> participants(ChannelId channel) {
        database.requireOpen();
        return Objects.requireNonNull(channel, "channel").participants(this::members);
    }

    /** Whether {@code user} is one of the {@link #participants}. */
    public boolean takesPart(ChannelId channel, String user) {
        Objects.requireNonNull(channel, "channel");
        UserName.requireStored(user);
        return channel instanceof ChannelId.Private own
                ? isMember(own, user)
                : participants(channel).contains(user);
    }

    /** Whether {@code user} is a member of {@code channel}. */
    public boolean isMember(ChannelId.Private channel, String user) {
        Objects.requireNonNull(channel, "channel");
        UserName.requireStored(user);
        return database.<MemberSql, @Nullable String>read(members, sql -> sql.find(channel.id(), user)) != null;
    }

    /**
     * The time from which {@code user} sees the messages of {@code channel}: {@link Instant#EPOCH} if all of them; empty if
     * {@code user} is not a member.
     */
    public Optional<Instant> historyStart(ChannelId.Private channel, String user) {
        Objects.requireNonNull(channel, "channel");
        UserName.requireStored(user);
        return database.read(members, sql -> sql.historyStart(channel.id(), user)).stream()
                .map(start -> start.from().orElse(Instant.EPOCH))
                .findFirst();
    }

    /** The same questions about many channels and users at once. */
    public Memberships memberships() {
        return memberships;
    }

    private boolean endMembership(
            Transaction transaction, ChannelId.Private channel, String user, String actor, Instant now) {
        if (transaction.sql(members).delete(channel.id(), user) == 0) {
            return false;
        }
        database.callbacks().memberLost(transaction, channel.text(), user, now);
        transaction.publish(new MemberLeft(channel.text(), user, actor, now));
        return true;
    }

    private boolean isMember(Transaction transaction, ChannelId.Private channel, String user) {
        return transaction.sql(members).find(channel.id(), user) != null;
    }

    private void deleteUser(Transaction transaction, String user) {
        transaction.sql(members).deleteUser(user);
        transaction.sql(channels).clearFounder(user);
    }

    private void delete(Transaction transaction, String channel) {
        ChannelId.Private.find(channel).ifPresent(id -> {
            transaction.sql(members).deleteChannel(id.id());
            transaction.sql(channels).delete(id.id());
        });
    }

    /** Only in a file in which a channel got its number by hand: SQLite counts on from the largest number. */
    private static IllegalStateException unusableNumber(long id) {
        return new IllegalStateException("the next private channel of this file would have the number " + id
                + ", which has more than 18 digits");
    }

    private static @Nullable Double seconds(Optional<Instant> time) {
        return time.map(EpochSeconds::of).orElse(null);
    }
}
