package io.minimost.presence.calls;

import io.minimost.presence.calls.Participant.State;
import io.minimost.presence.events.PresenceEvent.CallEnded.Reason;
import io.minimost.presence.media.MediaOutcome;
import io.minimost.presence.signaling.SendSignalResult;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What calls should do, in plain Java: without a database or threads, on a clock that the test sets, perhaps back. */
final class CallsModel {
    private static final Duration RING = Duration.ofSeconds(30);
    private static final Duration HEARTBEAT = Duration.ofSeconds(60);
    private static final Duration GONE_REPORT_GRACE = Duration.ofSeconds(12);
    private static final Duration TOLERATED_FUTURE = Duration.ofSeconds(2);

    private final Map<String, Set<String>> channels;
    private final Map<String, Talk> talks = new LinkedHashMap<>();
    private Instant now;

    /** {@code channels} has the participants of each channel; the test changes it when members come or go. */
    CallsModel(Map<String, Set<String>> channels, Instant now) {
        this.channels = channels;
        this.now = now;
    }

    Map<String, Talk> talks() {
        return talks;
    }

    List<Talk> liveIn(String channel) {
        return talks.values().stream()
                .filter(talk -> talk.state.isLive() && talk.channel.equals(channel))
                .toList();
    }

    List<String> liveOf(String user) {
        return talks.entrySet().stream()
                .filter(entry -> entry.getValue().state.isLive()
                        && entry.getValue().people.containsKey(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> incoming(String user) {
        return talks.entrySet().stream()
                .filter(entry -> entry.getValue().state.isLive()
                        && entry.getValue().in(State.PENDING).contains(user))
                .map(Map.Entry::getKey)
                .toList();
    }

    InitiateResult.Outcome initiate(String channel, String caller, @Nullable String id) {
        Set<String> people = channels.getOrDefault(channel, Set.of());
        if (!people.contains(caller)) {
            return InitiateResult.Outcome.NOT_ALLOWED;
        } else if (people.size() == 1) {
            return InitiateResult.Outcome.NOBODY_ELSE;
        } else if (!liveIn(channel).isEmpty()) {
            return InitiateResult.Outcome.BUSY;
        }
        Talk talk = new Talk(channel, caller);
        people.forEach(user -> talk.people.computeIfAbsent(user, any -> new Person()).invited = now);
        Person self = talk.person(caller);
        self.state = State.ACCEPTED;
        self.invited = Instant.MIN;
        self.seen = now;
        talks.put(String.valueOf(id), talk);
        return InitiateResult.Outcome.RINGING;
    }

    JoinResult.Outcome accept(String id, String user) {
        Talk talk = talks.get(id);
        if (talk == null) {
            return JoinResult.Outcome.NO_SUCH_CALL;
        } else if (!talk.state.isLive()) {
            return JoinResult.Outcome.OVER;
        }
        Person known = talk.people.get(user);
        boolean isGuest = known != null && known.isGuest;
        if (!isGuest && !channels.getOrDefault(talk.channel, Set.of()).contains(user)) {
            return JoinResult.Outcome.NOT_ALLOWED;
        }
        join(talk, user);
        return JoinResult.Outcome.JOINED;
    }

    private void join(Talk talk, String user) {
        Person person = talk.people.computeIfAbsent(user, any -> new Person());
        person.state = State.ACCEPTED;
        person.seen = now;
        person.sharing = false;
        talk.deleteTrafficOf(user);
        if (talk.accepted().size() > 1) {
            talk.state = CallState.ACTIVE;
            talk.answered = true;
        }
    }

    boolean leaveOrDecline(String id, String user) {
        Talk talk = talks.get(id);
        if (talk == null || !talk.people.containsKey(user)) {
            return false;
        }
        if (talk.state.isLive()) {
            Person person = talk.person(user);
            if (person.state == State.PENDING) {
                person.state = State.REJECTED;
                talk.endIfTooFewLeft(Reason.DECLINED);
            } else if (person.state == State.ACCEPTED) {
                person.seen = now;
                leave(talk, user);
                boolean isCancelled = talk.state == CallState.RINGING && user.equals(talk.initiator);
                talk.endIfTooFewLeft(isCancelled ? Reason.CANCELLED : Reason.HUNG_UP);
            } else if (person.wasLost(GONE_REPORT_GRACE)) {
                person.seen = now;
            }
        }
        return true;
    }

    InviteResult invite(String id, String actor, String user) {
        Talk talk = talks.get(id);
        if (talk == null) {
            return InviteResult.NO_SUCH_CALL;
        } else if (talk.state != CallState.ACTIVE) {
            return InviteResult.NOT_ACTIVE;
        } else if (!talk.isIn(actor)) {
            return InviteResult.NOT_ALLOWED;
        } else if (talk.isIn(user)) {
            return InviteResult.ALREADY_IN_CALL;
        } else if (talk.in(State.PENDING).contains(user)) {
            return InviteResult.ALREADY_RINGING;
        }
        Person person = talk.people.computeIfAbsent(user, any -> new Person());
        person.state = State.PENDING;
        person.invited = now;
        person.isGuest = true;
        return InviteResult.INVITED;
    }

    GoneReportResult reportGone(String id, String reporter, String user) {
        Talk talk = talks.get(id);
        if (talk == null || !talk.state.isLive() || !talk.isIn(reporter)) {
            return GoneReportResult.NOT_ALLOWED;
        }
        boolean isGone = !reporter.equals(user)
                && talk.isIn(user)
                && talk.person(user).seen.plus(GONE_REPORT_GRACE).isBefore(now);
        if (isGone) {
            leave(talk, user);
            talk.endIfTooFewLeft(Reason.LOST);
        }
        return isGone ? GoneReportResult.REMOVED : GoneReportResult.IGNORED;
    }

    boolean heartbeat(String id, String user) {
        Talk talk = talks.get(id);
        if (talk == null || !talk.state.isLive() || !talk.people.containsKey(user)) {
            return false;
        }
        Person person = talk.person(user);
        boolean isGuestOrMember =
                person.isGuest || channels.getOrDefault(talk.channel, Set.of()).contains(user);
        if (person.wasLost(GONE_REPORT_GRACE) && isGuestOrMember) {
            join(talk, user);
        }
        boolean isIn = talk.isIn(user);
        person.seen = isIn ? now : person.seen;
        return isIn;
    }

    ShareScreenResult share(String id, String user, boolean on) {
        Talk talk = talks.get(id);
        if (talk == null || !talk.people.containsKey(user)) {
            return ShareScreenResult.NO_SUCH_CALL;
        } else if (!talk.state.isLive()) {
            return ShareScreenResult.OVER;
        } else if (!talk.isIn(user)) {
            return ShareScreenResult.NOT_IN_CALL;
        }
        talk.person(user).sharing = on;
        talk.show(on ? user : talk.shown);
        return ShareScreenResult.DONE;
    }

    SendSignalResult send(String id, String from, String to) {
        Talk talk = talks.get(id);
        if (talk == null || !talk.people.containsKey(from)) {
            return SendSignalResult.NOT_FOUND;
        } else if (!talk.state.isLive()) {
            return SendSignalResult.OVER;
        } else if (!talk.isIn(from)) {
            return SendSignalResult.NOT_ALLOWED;
        } else if (from.equals(to) || !talk.isIn(to)) {
            return SendSignalResult.NO_SUCH_RECIPIENT;
        }
        talk.signals.add(from + ">" + to);
        return SendSignalResult.SENT;
    }

    MediaOutcome record(String id, String sender) {
        Talk talk = talks.get(id);
        if (talk == null || !talk.people.containsKey(sender)) {
            return MediaOutcome.NO_SUCH_SESSION;
        } else if (!talk.state.isLive()) {
            return MediaOutcome.OVER;
        } else if (!talk.isIn(sender)) {
            return MediaOutcome.NO_SUCH_SESSION;
        }
        talk.recorded.add(sender);
        return MediaOutcome.STORED;
    }

    /** {@code user} is no longer a participant of {@code channel}. */
    void removeLostMember(String channel, String user) {
        liveIn(channel).stream().filter(talk -> talk.people.containsKey(user)).forEach(talk -> remove(talk, user));
    }

    void deleteUser(String user) {
        for (Talk talk : List.copyOf(talks.values())) {
            if (talk.state.isLive()) {
                if (talk.people.containsKey(user)) {
                    remove(talk, user);
                }
                if (talk.state.isLive() && talk.initiator.equals(user)) {
                    talk.initiator = Stream.concat(talk.accepted().stream(), talk.in(State.PENDING).stream())
                            .findFirst()
                            .orElseThrow();
                }
            }
            talk.people.remove(user);
        }
        talks.values().removeIf(talk -> talk.initiator.equals(user));
    }

    void deleteChannel(String channel) {
        talks.values().removeIf(talk -> talk.channel.equals(channel));
    }

    void reset() {
        talks.values().stream().filter(talk -> talk.state.isLive()).forEach(talk -> talk.finish(Reason.RESTART));
    }

    /** Sets the clock, and applies the time-outs at once. */
    void setClock(Instant instant) {
        now = instant;
        for (Talk talk : talks.values()) {
            if (talk.state.isLive()) {
                talk.people.values().forEach(person -> {
                    person.invited = capped(person.invited);
                    person.seen = capped(person.seen);
                    person.left = capped(person.left);
                });
                List<String> unanswered = talk.in(State.PENDING).stream()
                        .filter(user -> talk.person(user).invited.plus(RING).isBefore(now))
                        .toList();
                List<String> lost = talk.accepted().stream()
                        .filter(user -> talk.person(user).seen.plus(HEARTBEAT).isBefore(now))
                        .toList();
                unanswered.forEach(user -> talk.person(user).state = State.REJECTED);
                lost.forEach(user -> leave(talk, user));
                talk.endIfTooFewLeft(lost.isEmpty() ? Reason.NO_ANSWER : Reason.LOST);
            }
        }
    }

    private Instant capped(Instant time) {
        return time.isAfter(now.plus(TOLERATED_FUTURE)) ? now : time;
    }

    private void remove(Talk talk, String user) {
        leave(talk, user);
        talk.people.remove(user);
        talk.endIfTooFewLeft(Reason.REMOVED);
    }

    private void leave(Talk talk, String user) {
        Person person = talk.person(user);
        person.state = State.LEFT;
        person.left = now;
        person.sharing = false;
        talk.deleteTrafficOf(user);
    }
}
