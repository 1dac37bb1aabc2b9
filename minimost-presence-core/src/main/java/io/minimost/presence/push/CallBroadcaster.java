package io.minimost.presence.push;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.Participant;
import io.minimost.presence.json.CallJson;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Sends the participants of a call its state. For one thread, except {@link #currentFrames} and {@link #replayFrame}.
 */
final class CallBroadcaster {
    private static final int MAX_REMEMBERED = 1000;

    private final Calls calls;
    private final ConnectionIndex connections;
    private final Revocations revocations;

    /** Each call as it was sent last, so that no state is sent twice. The oldest are forgotten. */
    private final Map<String, Call> lastSent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    CallBroadcaster(Calls calls, ConnectionIndex connections, Revocations revocations) {
        this.calls = calls;
        this.connections = connections;
        this.revocations = revocations;
    }

    /** The calls that a connection of {@code user} begins with. */
    List<EventFrame> currentFrames(String user) {
        long asOf = revocations.count();
        return calls.callsOf(user).stream()
                .map(call -> FactFrames.callState(call).asOf(asOf))
                .toList();
    }

    /** The state of the call for {@code user}, at {@code position}; empty if they have no part in it. */
    Optional<EventFrame> replayFrame(String call, String user, EventId position) {
        long asOf = revocations.count();
        return calls.find(call)
                .filter(found -> found.participant(user).isPresent())
                .map(found -> FactFrames.callState(found, position).asOf(asOf));
    }

    void broadcast(String id, EventId position) {
        long asOf = revocations.count();
        Optional<Call> call = calls.find(id);
        if (call.isPresent()) {
            broadcast(call.get(), state -> FactFrames.callState(state, position).asOf(asOf));
        } else {
            Optional.ofNullable(lastSent.remove(id)).ifPresent(last -> broadcastDeleted(last, position));
        }
    }

    /** The call was deleted with its channel. Those who watch the channel receive that it was deleted. */
    private void broadcastDeleted(Call call, EventId position) {
        EventFrame frame = FactFrames.resync(call.channel(), position);
        offer(call, frame, connection -> !connections.watching(call.channel()).contains(connection));
    }

    /** Broadcasts the changed calls of all connected users, because another process may have changed them. */
    void broadcastAll() {
        long asOf = revocations.count();
        Function<Call, EventFrame> toFrame = call -> FactFrames.callState(call).asOf(asOf);
        Set<String> others = new HashSet<>(lastSent.keySet());
        for (Call call : callsOfConnectedUsers()) {
            others.remove(call.id());
            broadcast(call, toFrame);
        }
        others.forEach(id -> calls.find(id).ifPresent(call -> broadcast(call, toFrame)));
    }

    /** There are few live calls, so that it is cheaper to read all of them than those of each user. */
    private List<Call> callsOfConnectedUsers() {
        return calls.live().stream()
                .filter(call -> call.participants().stream()
                        .anyMatch(participant ->
                                !connections.ofUser(participant.user()).isEmpty()))
                .toList();
    }

    private void broadcast(Call call, Function<Call, EventFrame> toFrame) {
        Call before = lastSent.put(call.id(), call);
        if (before == null || !Arrays.equals(CallJson.state(call), CallJson.state(before))) {
            offer(call, toFrame.apply(call), any -> true);
        }
    }

    private void offer(Call call, EventFrame frame, Predicate<EventConnection> condition) {
        for (Participant participant : call.participants()) {
            for (EventConnection connection : connections.ofUser(participant.user())) {
                if (!connection.subscriber().receivesFacts() && condition.test(connection)) {
                    connection.offer(frame);
                }
            }
        }
    }
}
