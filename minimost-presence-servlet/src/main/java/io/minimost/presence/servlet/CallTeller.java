package io.minimost.presence.servlet;

import io.minimost.presence.calls.Call;
import io.minimost.presence.calls.Calls;
import io.minimost.presence.calls.Participant;
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
final class CallTeller {
    private static final int MAX_TOLD = 1000;

    private final Calls calls;
    private final Audience audience;

    /** Each call as it was last told, so that nothing is said twice; those that were told first are forgotten. */
    private final Map<String, Call> told = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Call> eldest) {
            return size() > MAX_TOLD;
        }
    };

    CallTeller(Calls calls, Audience audience) {
        this.calls = calls;
        this.audience = audience;
    }

    /** What a stream of {@code user} begins with. */
    List<Frame> now(String user) {
        return calls.of(user).stream()
                .map(call -> FactFrames.callState(CallJson.state(call)))
                .toList();
    }

    /** The state of the call for {@code user}, at {@code place}; empty if he has nothing to do with it. */
    Optional<Frame> missed(String call, String user, Place place) {
        return calls.find(call)
                .filter(found -> found.participant(user).isPresent())
                .map(found -> FactFrames.callState(CallJson.state(found), place));
    }

    void tell(String id, Place place) {
        Optional<Call> call = calls.find(id);
        if (call.isPresent()) {
            tell(call.get(), state -> FactFrames.callState(state, place));
        } else {
            Optional.ofNullable(told.remove(id)).ifPresent(last -> tellGone(last, place));
        }
    }

    /** It went with its channel, which those who watch that are told anyway. */
    private void tellGone(Call call, Place place) {
        Frame frame = FactFrames.resync(call.channel(), place);
        offer(call, frame, stream -> !stream.subscriber().watches(call.channel()));
    }

    /** Looks at the calls of all who listen, because another process may have changed them. */
    void tellAll() {
        Set<String> others = new HashSet<>(told.keySet());
        for (Call call : callsOfAll()) {
            others.remove(call.id());
            tell(call, FactFrames::callState);
        }
        others.forEach(id -> calls.find(id).ifPresent(call -> tell(call, FactFrames::callState)));
    }

    private Iterable<Call> callsOfAll() {
        Map<String, Call> all = new HashMap<>();
        for (String user : new ArrayList<>(audience.users())) {
            calls.of(user).forEach(call -> all.put(call.id(), call));
        }
        return all.values();
    }

    private void tell(Call call, Function<byte[], Frame> toFrame) {
        byte[] state = CallJson.state(call);
        Call before = told.put(call.id(), call);
        if (before == null || !Arrays.equals(state, CallJson.state(before))) {
            offer(call, toFrame.apply(state), any -> true);
        }
    }

    private void offer(Call call, Frame frame, Predicate<EventStream> condition) {
        for (Participant participant : call.participants()) {
            for (EventStream stream : audience.of(participant.user())) {
                if (!stream.subscriber().followsFacts() && condition.test(stream)) {
                    stream.offer(frame);
                }
            }
        }
    }
}
