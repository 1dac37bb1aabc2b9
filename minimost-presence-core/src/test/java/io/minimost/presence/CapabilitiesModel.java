package io.minimost.presence;

import io.minimost.presence.channels.AddMemberResult;
import io.minimost.presence.channels.RemoveMemberResult;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.events.PresenceEvent.ChannelDeleted;
import io.minimost.presence.events.PresenceEvent.ChannelRenamed;
import io.minimost.presence.events.PresenceEvent.MemberAdded;
import io.minimost.presence.events.PresenceEvent.MemberLeft;
import io.minimost.presence.events.PresenceEvent.MessageDeleted;
import io.minimost.presence.events.PresenceEvent.MessagesRead;
import io.minimost.presence.events.PresenceEvent.ReactionAdded;
import io.minimost.presence.events.PresenceEvent.ReactionRemoved;
import io.minimost.presence.events.PresenceEvent.UserDeleted;
import io.minimost.presence.events.PresenceEvent.WatermarkMoved;
import io.minimost.presence.reactions.ReactionLimits;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What receipts, reactions and private channels should do, implemented again without a database. */
final class CapabilitiesModel {
    static final ReactionLimits LIMITS = new ReactionLimits(4, 3);
    static final Duration RECEIPT_RETENTION = Duration.ofHours(3);
    static final Duration EMPTY_CHANNEL_RETENTION = Duration.ofHours(2);
    private static final Duration HOUR = Duration.ofHours(1);

    record Pair(String channel, String user) {}

    /** All names are ASCII, so that their natural order is the byte order. */
    static final class Team {
        private final Map<String, Optional<Instant>> members = new TreeMap<>();
        private String name;
        private Optional<Instant> knownEmpty = Optional.empty();

        private Team(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        List<String> members() {
            return List.copyOf(members.keySet());
        }
    }

    private final Map<MessageRef, Set<String>> receipts = new TreeMap<>(CapabilitiesModel::compare);
    private final Map<Pair, Instant> watermarks = new HashMap<>();
    private final Map<MessageRef, Map<String, Set<String>>> reactions = new TreeMap<>(CapabilitiesModel::compare);
    private final Map<Long, Team> teams = new TreeMap<>();
    private List<PresenceEvent> events = new ArrayList<>();
    private Instant now;
    private Instant nextChore = Instant.MIN;
    private long lastTeam;

    CapabilitiesModel(Instant now) {
        this.now = now;
    }

    void clock(Instant instant) {
        now = instant;
    }

    List<PresenceEvent> takeEvents() {
        List<PresenceEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    int markRead(String channel, String reader, List<Instant> messages) {
        List<Instant> fresh = new ArrayList<>();
        for (Instant at : messages) {
            if (receipts.computeIfAbsent(new MessageRef(channel, at), message -> new TreeSet<>())
                    .add(reader)) {
                fresh.add(at);
            }
        }
        messages.stream().max(Instant::compareTo).ifPresent(newest -> raise(channel, reader, newest));
        if (!fresh.isEmpty()) {
            events.add(new MessagesRead(channel, reader, fresh, now));
        }
        return fresh.size();
    }

    boolean raise(String channel, String reader, Instant upTo) {
        Instant before = watermarks.getOrDefault(new Pair(channel, reader), Instant.MIN);
        if (!upTo.isAfter(before)) {
            return false;
        }
        watermarks.put(new Pair(channel, reader), upTo);
        events.add(new WatermarkMoved(channel, reader, upTo, now));
        return true;
    }

    Optional<Instant> lastRead(String channel, String reader) {
        return Optional.ofNullable(watermarks.get(new Pair(channel, reader)));
    }

    Map<String, Instant> watermarks(String channel) {
        Map<String, Instant> ofChannel = new TreeMap<>();
        watermarks.forEach((pair, upTo) -> {
            if (pair.channel.equals(channel)) {
                ofChannel.put(pair.user, upTo);
            }
        });
        return ofChannel;
    }

    Map<Instant, List<String>> receipts(String channel) {
        Map<Instant, List<String>> ofChannel = new TreeMap<>();
        receipts.forEach((message, readers) -> {
            if (message.channel().equals(channel) && !readers.isEmpty()) {
                ofChannel.put(message.at(), List.copyOf(readers));
            }
        });
        return ofChannel;
    }

    ToggleResult add(MessageRef message, String emoji, String user) {
        Map<String, Set<String>> here = reactions.computeIfAbsent(message, m -> new TreeMap<>());
        if (here.getOrDefault(emoji, Set.of()).contains(user)) {
            return ToggleResult.UNCHANGED;
        }
        long own = here.values().stream().filter(users -> users.contains(user)).count();
        if (own >= LIMITS.perUser() || (!here.containsKey(emoji) && here.size() >= LIMITS.perMessage())) {
            return ToggleResult.LIMIT_REACHED;
        }
        here.computeIfAbsent(emoji, e -> new TreeSet<>()).add(user);
        events.add(new ReactionAdded(message, emoji, user, now));
        return ToggleResult.ADDED;
    }

    ToggleResult remove(MessageRef message, String emoji, String user) {
        Map<String, Set<String>> here = reactions.computeIfAbsent(message, m -> new TreeMap<>());
        if (!here.getOrDefault(emoji, new TreeSet<>()).remove(user)) {
            return ToggleResult.UNCHANGED;
        }
        here.values().removeIf(Set::isEmpty);
        events.add(new ReactionRemoved(message, emoji, user, now));
        return ToggleResult.REMOVED;
    }

    ToggleResult toggle(MessageRef message, String emoji, String user) {
        ToggleResult removed = remove(message, emoji, user);
        return removed == ToggleResult.REMOVED ? removed : add(message, emoji, user);
    }

    Map<String, Set<String>> reactions(MessageRef message) {
        return reactions.getOrDefault(message, Map.of());
    }

    long create(String name, String creator, List<String> others) {
        Team team = new Team(name);
        others.forEach(user -> team.members.put(user, Optional.empty()));
        team.members.put(creator, Optional.empty());
        teams.put(++lastTeam, team);
        events.add(new ChannelCreated(text(lastTeam), name, creator, team.members(), now));
        return lastTeam;
    }

    Map<Long, Team> teamsOf(String user) {
        Map<Long, Team> mine = new TreeMap<>(teams);
        mine.values().removeIf(team -> !team.members.containsKey(user));
        return mine;
    }

    Optional<Team> team(long id) {
        return Optional.ofNullable(teams.get(id));
    }

    long lastTeam() {
        return lastTeam;
    }

    boolean rename(long id, String actor, String name) {
        if (!isMember(id, actor)) {
            return false;
        }
        Team team = team(id).orElseThrow();
        if (!team.name.equals(name)) {
            team.name = name;
            events.add(new ChannelRenamed(text(id), name, actor, now));
        }
        return true;
    }

    /** {@code start} is the history that the actor wants to show; empty for all of it. */
    AddMemberResult addMember(long id, String actor, String user, Optional<Instant> start) {
        if (!isMember(id, actor)) {
            return AddMemberResult.NOT_ALLOWED;
        }
        if (isMember(id, user)) {
            return AddMemberResult.ALREADY_A_MEMBER;
        }
        Map<String, Optional<Instant>> members = team(id).orElseThrow().members;
        // Empty is the earliest start: from the beginning.
        Instant own = members.getOrDefault(actor, Optional.empty()).orElse(Instant.MIN);
        Instant latest = Stream.of(own, start.orElse(Instant.MIN))
                .max(Instant::compareTo)
                .orElseThrow();
        members.put(user, latest.equals(Instant.MIN) ? Optional.empty() : Optional.of(latest));
        events.add(new MemberAdded(text(id), user, actor, now));
        return AddMemberResult.ADDED;
    }

    RemoveMemberResult removeMember(long id, String actor, String user) {
        if (!isMember(id, actor)) {
            return RemoveMemberResult.NOT_ALLOWED;
        }
        if (!isMember(id, user)) {
            return RemoveMemberResult.NO_SUCH_MEMBER;
        }
        team(id).orElseThrow().members.remove(user);
        events.add(new MemberLeft(text(id), user, actor, now));
        return RemoveMemberResult.REMOVED;
    }

    boolean isMember(long id, String user) {
        return team(id).filter(team -> team.members.containsKey(user)).isPresent();
    }

    Optional<Instant> historyStart(long id, String user) {
        return team(id).flatMap(team -> Optional.ofNullable(team.members.get(user)))
                .map(start -> start.orElse(Instant.EPOCH));
    }

    void deleteUser(String user) {
        receipts.values().forEach(readers -> readers.remove(user));
        watermarks.keySet().removeIf(pair -> pair.user.equals(user));
        for (Map<String, Set<String>> here : reactions.values()) {
            here.values().forEach(users -> users.remove(user));
            here.values().removeIf(Set::isEmpty);
        }
        teams.values().forEach(team -> team.members.remove(user));
        events.add(new UserDeleted(user, now));
    }

    void deleteMessage(MessageRef message) {
        receipts.remove(message);
        reactions.remove(message);
        events.add(new MessageDeleted(message, now));
    }

    void deleteChannel(String channel) {
        Predicate<MessageRef> there = message -> message.channel().equals(channel);
        receipts.keySet().removeIf(there);
        reactions.keySet().removeIf(there);
        watermarks.keySet().removeIf(pair -> pair.channel.equals(channel));
        teams.keySet().removeIf(id -> text(id).equals(channel));
        events.add(new ChannelDeleted(channel, now));
    }

    void sweep() {
        if (now.isBefore(nextChore) && !nextChore.isAfter(now.plus(HOUR))) {
            return;
        }
        nextChore = now.plus(HOUR);
        Instant oldest = now.minus(RECEIPT_RETENTION);
        receipts.keySet().removeIf(message -> message.at().isBefore(oldest));
        for (Team team : teams.values()) {
            team.knownEmpty = team.members.isEmpty() ? team.knownEmpty.or(() -> Optional.of(now)) : Optional.empty();
        }
        Instant expiry = now.minus(EMPTY_CHANNEL_RETENTION);
        List.copyOf(teams.entrySet()).stream()
                .filter(team -> team.getValue()
                        .knownEmpty
                        .filter(since -> !since.isAfter(expiry))
                        .isPresent())
                .forEach(team -> deleteChannel(text(team.getKey())));
    }

    private static String text(long id) {
        return new ChannelId.Private(id).text();
    }

    private static int compare(MessageRef a, MessageRef b) {
        int byChannel = a.channel().compareTo(b.channel());
        return byChannel != 0 ? byChannel : a.at().compareTo(b.at());
    }
}
