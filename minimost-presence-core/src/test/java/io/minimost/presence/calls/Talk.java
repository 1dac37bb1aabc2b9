package io.minimost.presence.calls;

import io.minimost.presence.calls.Participant.State;
import io.minimost.presence.events.PresenceEvent.CallEnded.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A call of {@link CallsModel}. */
final class Talk {
    final String channel;
    String initiator;
    CallState state = CallState.RINGING;
    boolean answered;

    @Nullable
    Reason reason;

    @Nullable
    String shown;

    final Map<String, Person> people = new TreeMap<>();
    final List<String> signals = new ArrayList<>();
    final Set<String> recorded = new TreeSet<>();

    Talk(String channel, String initiator) {
        this.channel = channel;
        this.initiator = initiator;
    }

    Person person(String user) {
        return Objects.requireNonNull(people.get(user), user);
    }

    List<String> accepted() {
        return in(State.ACCEPTED);
    }

    List<String> in(State state) {
        return people.entrySet().stream()
                .filter(entry -> entry.getValue().state == state)
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> sharers() {
        return accepted().stream().filter(user -> person(user).sharing).toList();
    }

    boolean isIn(String user) {
        return accepted().contains(user);
    }

    void deleteTrafficOf(String user) {
        signals.removeIf(signal -> signal.startsWith(user + ">") || signal.endsWith(">" + user));
        recorded.remove(user);
        if (user.equals(shown)) {
            show(null);
        }
    }

    void show(@Nullable String preferred) {
        List<String> sharers = sharers();
        shown = sharers.contains(preferred)
                ? preferred
                : sharers.stream().findFirst().orElse(null);
    }

    void endIfTooFewLeft(Reason reason) {
        int pending = in(State.PENDING).size();
        int accepted = accepted().size();
        boolean isOver =
                state == CallState.RINGING ? pending == 0 || !isIn(initiator) : accepted == 0 || accepted + pending < 2;
        if (isOver) {
            finish(reason);
        }
    }

    void finish(Reason reason) {
        boolean isRejected = state == CallState.RINGING && (reason == Reason.DECLINED || reason == Reason.NO_ANSWER);
        state = isRejected ? CallState.REJECTED : CallState.ENDED;
        this.reason = reason;
        shown = null;
        signals.clear();
        recorded.clear();
        people.values().forEach(person -> {
            person.sharing = false;
            if (person.state == State.PENDING) {
                person.state = State.REJECTED;
            } else if (person.state == State.ACCEPTED) {
                person.state = State.LEFT;
            }
        });
    }
}
