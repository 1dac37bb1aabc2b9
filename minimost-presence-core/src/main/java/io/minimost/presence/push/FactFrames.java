package io.minimost.presence.push;

import io.minimost.presence.calls.Call;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.push.FactTarget.Mailbox;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.relay.Signal;
import io.minimost.presence.values.MessageRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The events that tell of what happened, in contrast to what is. */
final class FactFrames {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private FactFrames() {}

    static EventFrame reactions(MessageRef message, List<Reaction> reactions, EventId place) {
        byte[] json = ReactionJson.to(message.at(), reactions);
        return numbered("reactions", Optional.of(message.channel()), json, place);
    }

    static EventFrame callState(Call call, EventId place) {
        return numbered("call_state", Optional.empty(), CallJson.state(call), place)
                .about(Set.of(call.channel()));
    }

    static EventFrame callState(Call call) {
        return EventFrame.event("call_state", Optional.empty(), CallJson.state(call))
                .about(Set.of(call.channel()));
    }

    static EventFrame signals(Mailbox mailbox, List<Signal> signals) {
        return EventFrame.event("signals", Optional.empty(), SignalJson.of(mailbox.session(), signals))
                .about(Set.of(mailbox.channel()));
    }

    /** Everything that the client shows, it has to read again. */
    static EventFrame resync(EventId place) {
        return numbered("resync", Optional.empty(), NOTHING, place);
    }

    /** The same for one channel. */
    static EventFrame resync(String channel, EventId place) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("channel", channel);
            out.writeEndObject();
        });
        return numbered("resync", Optional.empty(), json, place);
    }

    /** Another process has changed something that is not told otherwise; one such frame is as good as several. */
    static EventFrame externalChange() {
        return EventFrame.event("changed_elsewhere", Optional.empty(), NOTHING).of("changed_elsewhere");
    }

    static EventFrame fact(LoggedFact fact, EventId place) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            Json.writeSecondsField(out, "at", fact.at());
            out.writeStringField("channel", fact.channel().orElse(null));
            out.writeStringField("key", fact.key().orElse(null));
            out.writeStringField("kind", fact.kind().value());
            out.writeStringField("user", fact.user().orElse(null));
            out.writeEndObject();
        });
        return numbered("fact", Optional.empty(), json, place)
                .about(fact.channel().map(Set::of).orElse(Set.of()))
                .lasting();
    }

    private static EventFrame numbered(String event, Optional<String> channel, byte[] json, EventId place) {
        return EventFrame.event(event, channel, json, place)
                .tellingFacts(place.facts().sequence());
    }
}
