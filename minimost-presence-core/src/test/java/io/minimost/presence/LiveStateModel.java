package io.minimost.presence;

import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.events.PresenceEvent.LiveStateReset;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.events.PresenceEvent.TypingStopped.Reason;
import io.minimost.presence.presence.PresenceOverride;
import io.minimost.presence.values.PresenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What typing and presence should do, implemented again without a database. */
final class LiveStateModel {
    private static final long TYPING_WINDOW = 5;
    private static final long TOLERATED_AHEAD = 2;
    private static final long ONLINE_WINDOW = 3600;

    private final Map<Typist, Long> typing = new LinkedHashMap<>();
    private final Map<String, Seen> presence = new TreeMap<>();
    private List<PresenceEvent> events = new ArrayList<>();
    private Instant now;
    private long sweptUntil;

    private record Typist(String user, String channel) {}

    private record Seen(long second, PresenceState state, Optional<PresenceOverride> override) {
        PresenceState visible() {
            return override.map(PresenceOverride::state).orElse(state);
        }
    }

    LiveStateModel(Instant now) {
        this.now = now;
        sweptUntil = second() - ONLINE_WINDOW;
    }

    void clock(Instant instant) {
        now = instant;
    }

    List<PresenceEvent> takeEvents() {
        List<PresenceEvent> taken = events;
        events = new ArrayList<>();
        return taken;
    }

    void start(String user, String channel) {
        Typist typist = new Typist(user, channel);
        if (!isLive(typist)) {
            remove(typist::equals);
            events.add(new TypingStarted(channel, user, now));
        }
        typing.put(typist, second());
    }

    boolean stop(String user, String channel) {
        Typist typist = new Typist(user, channel);
        boolean wasTyping = isLive(typist);
        remove(typist::equals);
        return wasTyping;
    }

    void stopEverywhere(String user) {
        remove(typist -> typist.user.equals(user));
    }

    List<String> typingUsers(String channel, String viewer) {
        return typing.entrySet().stream()
                .filter(row -> row.getKey().channel.equals(channel))
                .filter(row -> !row.getKey().user.equals(viewer))
                .filter(row -> isLive(row.getKey()))
                .sorted(Comparator.comparing(Map.Entry::getValue))
                .map(row -> row.getKey().user)
                .toList();
    }

    void update(String user, PresenceState state) {
        see(user, new Seen(second(), state, override(user)));
    }

    void override(String user, Optional<PresenceOverride> override) {
        PresenceState state =
                Optional.ofNullable(presence.get(user)).map(Seen::state).orElse(PresenceState.OFFLINE);
        see(user, new Seen(second(), state, override));
    }

    Optional<PresenceOverride> override(String user) {
        return Optional.ofNullable(presence.get(user)).flatMap(Seen::override);
    }

    Optional<Instant> lastSeen(String user) {
        return Optional.ofNullable(presence.get(user)).map(seen -> Instant.ofEpochSecond(seen.second));
    }

    Map<String, PresenceState> recentStates() {
        Map<String, PresenceState> online = new TreeMap<>();
        presence.forEach((user, seen) -> listed(user).ifPresent(state -> online.put(user, state)));
        return online;
    }

    void reset() {
        presence.replaceAll((user, seen) -> new Seen(seen.second, PresenceState.OFFLINE, Optional.empty()));
        events.add(new LiveStateReset(now));
    }

    void sweep() {
        remove(typist -> !isLive(typist));
        long until = second() - ONLINE_WINDOW;
        presence.forEach((user, seen) -> {
            if (seen.second >= sweptUntil && seen.second < until) {
                events.add(new PresenceChanged(user, Optional.of(seen.visible()), Optional.empty(), now));
            }
        });
        sweptUntil = until;
        unlistAhead(until);
    }

    private void unlistAhead(long until) {
        presence.replaceAll((user, seen) -> {
            if (seen.second <= second() + TOLERATED_AHEAD) {
                return seen;
            }
            events.add(new PresenceChanged(user, Optional.of(seen.visible()), Optional.empty(), now));
            return new Seen(until - 1, seen.state, seen.override);
        });
    }

    private void see(String user, Seen seen) {
        Optional<PresenceState> before = listed(user);
        presence.put(user, seen);
        Optional<PresenceState> after = Optional.of(seen.visible());
        if (!before.equals(after)) {
            events.add(new PresenceChanged(user, before, after, now));
        }
    }

    private Optional<PresenceState> listed(String user) {
        return Optional.ofNullable(presence.get(user))
                .filter(seen -> seen.second >= second() - ONLINE_WINDOW)
                .filter(seen -> seen.second <= second() + TOLERATED_AHEAD)
                .map(Seen::visible);
    }

    private void remove(Predicate<Typist> which) {
        for (Typist typist : typing.keySet().stream().filter(which).toList()) {
            Reason reason = isLive(typist) ? Reason.STOPPED : Reason.EXPIRED;
            events.add(new TypingStopped(typist.channel, typist.user, reason, now));
            typing.remove(typist);
        }
    }

    private boolean isLive(Typist typist) {
        Long second = typing.get(typist);
        return second != null && second >= second() - TYPING_WINDOW && second <= second() + TOLERATED_AHEAD;
    }

    private long second() {
        return now.getEpochSecond();
    }
}
