package io.minimost.presence.push;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.Participant;
import io.minimost.presence.json.CallJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Tells the people in a call what has become of it. Except for {@link #now}, for one thread. */
final class CallBroadcaster {
    private static final int MAX_TOLD = 1000;

    private final Calls calls;
    private final ConnectionIndex audience;
    private final Revocations revocations;

    /** Each call as it was last told, so that nothing is said twice; those that were told first are forgotten. */
    private final Map<String, Call> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > MAX_TOLD;
        }
    };

    CallBroadcaster(Calls calls, ConnectionIndex audience, Revocations revocations) {
        this.calls = calls;
        this.audience = audience;
        this.revocations = revocations;
    }

    /** What a stream of {@code user} begins with. */
    List<EventFrame> now(String user) {
        long asOf = revocations.latest();
        return calls.callsOf(user).stream()
                .map(call -> FactFrames.callState(call).asOf(asOf))
                .toList();
    }

    /** The state of the call for {@code user}, at {@code place}; empty if he has nothing to do with it. */
    Optional<EventFrame> missed(String call, String user, EventId place) {
        long asOf = revocations.latest();
        return calls.find(call)
                .filter(found -> found.participant(user).isPresent())
                .map(found -> FactFrames.callState(found, place).asOf(asOf));
    }

    void tell(String id, EventId place) {
        long asOf = revocations.latest();
        Optional<Call> call = calls.find(id);
        if (call.isPresent()) {
            tell(call.get(), state -> FactFrames.callState(state, place).asOf(asOf));
        } else {
            Optional.ofNullable(told.remove(id)).ifPresent(last -> tellGone(last, place));
        }
    }

    /** It went with its channel, which those who watch that are told anyway. */
    private void tellGone(Call call, EventId place) {
        EventFrame frame = FactFrames.resync(call.channel(), place);
        offer(call, frame, stream -> !audience.watching(call.channel()).contains(stream));
    }

    /** Looks at the calls of all who listen, because another process may have changed them. */
    void tellAll() {
        long asOf = revocations.latest();
        Function<Call, EventFrame> toFrame = call -> FactFrames.callState(call).asOf(asOf);
        Set<String> others = new HashSet<>(told.keySet());
        for (Call call : callsOfAll()) {
            others.remove(call.id());
            tell(call, toFrame);
        }
        others.forEach(id -> calls.find(id).ifPresent(call -> tell(call, toFrame)));
    }

    private Iterable<Call> callsOfAll() {
        Map<String, Call> all = new HashMap<>();
        for (String user : new ArrayList<>(audience.users())) {
            calls.callsOf(user).forEach(call -> all.put(call.id(), call));
        }
        return all.values();
    }

    private void tell(Call call, Function<Call, EventFrame> toFrame) {
        Call before = told.put(call.id(), call);
        if (before == null || !Arrays.equals(CallJson.state(call), CallJson.state(before))) {
            offer(call, toFrame.apply(call), any -> true);
        }
    }

    private void offer(Call call, EventFrame frame, Predicate<EventConnection> condition) {
        for (Participant participant : call.participants()) {
            for (EventConnection stream : audience.of(participant.user())) {
                if (!stream.subscriber().followsFacts() && condition.test(stream)) {
                    stream.offer(frame);
                }
            }
        }
    }
}
