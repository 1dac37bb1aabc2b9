package io.minimost.presence.channels;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.NameList;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.UserName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Who takes part in which of many channels, with one statement for some hundreds of them: what {@link PrivateChannels} answers
 * for one.
 *
 * <p>Names must be valid ({@link UserName}), else {@link IllegalArgumentException}. No method returns or takes null, and what they return
 * cannot be changed. Thread-safe.
 */
public final class Memberships {
    private final Database database;
    private final Dao<MemberSql> members;

    Memberships(Database database, Dao<MemberSql> members) {
        this.database = database;
        this.members = members;
    }

    /** Of the channels of each user, those in which the user takes part ({@link PrivateChannels#takesPart}). */
    public Map<String, Set<ChannelId>> takingPart(Map<String, ? extends Collection<ChannelId>> channelsByUser) {
        Map<String, Set<ChannelId>> found = new LinkedHashMap<>();
        List<String> pairs = new ArrayList<>();
        Objects.requireNonNull(channelsByUser, "channelsByUser").forEach((user, channels) -> {
            UserName.requireStored(user);
            Set<ChannelId> own = new LinkedHashSet<>();
            found.put(user, own);
            for (ChannelId channel : channels) {
                if (channel instanceof ChannelId.Private id) {
                    pairs.add(pair(id, user));
                } else if (channel.participants(none -> List.of()).contains(user)) {
                    own.add(channel);
                }
            }
        });
        for (MemberSql.Membership member : among(pairs)) {
            Objects.requireNonNull(found.get(member.user())).add(new ChannelId.Private(member.channel()));
        }
        found.replaceAll((user, channels) -> Collections.unmodifiableSet(channels));
        return Collections.unmodifiableMap(found);
    }

    /**
     * The {@link PrivateChannels#historyStart} of those of {@code channels} that are private, and of which {@code user} is a member.
     */
    public Map<ChannelId, Instant> historyStarts(Collection<ChannelId> channels, String user) {
        UserName.requireStored(user);
        List<String> pairs = new ArrayList<>();
        Objects.requireNonNull(channels, "channels").forEach(channel -> {
            if (channel instanceof ChannelId.Private id) {
                pairs.add(pair(id, user));
            }
        });
        Map<ChannelId, Instant> starts = new HashMap<>();
        for (MemberSql.Membership member : among(pairs)) {
            starts.put(new ChannelId.Private(member.channel()), EpochSeconds.nearestInstant(member.historyStart()));
        }
        return Collections.unmodifiableMap(starts);
    }

    /** The {@link PrivateChannels#participants} of each of {@code channels}, in this order. */
    public Map<ChannelId, List<String>> participants(Collection<ChannelId> channels) {
        Map<ChannelId, List<String>> people = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        for (ChannelId channel : Objects.requireNonNull(channels, "channels")) {
            people.put(channel, new ArrayList<>(channel.participants(none -> List.of())));
            if (channel instanceof ChannelId.Private id) {
                ids.add(String.valueOf(id.id()));
            }
        }
        for (MemberSql.Member member : rows(ids, MemberSql::membersOfAny)) {
            Objects.requireNonNull(people.get(new ChannelId.Private(member.channel())))
                    .add(member.user());
        }
        people.replaceAll((channel, users) -> List.copyOf(users));
        return Collections.unmodifiableMap(people);
    }

    private List<MemberSql.Membership> among(List<String> pairs) {
        return rows(pairs, MemberSql::among);
    }

    /** Reads nothing if only direct and public channels are asked for. */
    private <T> List<T> rows(List<String> elements, BiFunction<MemberSql, String, List<T>> query) {
        database.requireOpen();
        return elements.isEmpty()
                ? List.of()
                : database.read(members, sql -> NameList.rowsOfJson(elements, some -> query.apply(sql, some)));
    }

    private static String pair(ChannelId.Private channel, String user) {
        return "[" + channel.id() + "," + NameList.text(user) + "]";
    }
}
