package io.minimost.presence.push;

import io.minimost.presence.calls.Call;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.push.FactTarget.Mailbox;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.signaling.Signal;
import io.minimost.presence.values.MessageRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The frames of events that report what has happened. Those of current values are made by {@link TopicReader}. */
final class FactFrames {
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private FactFrames() {}

    static EventFrame reactions(MessageRef message, List<Reaction> reactions, EventId position) {
        byte[] json = ReactionJson.to(message.at(), reactions);
        return numbered("reactions", Optional.of(message.channel()), json, position);
    }

    static EventFrame callState(Call call, EventId position) {
        return numbered("call_state", Optional.empty(), CallJson.state(call), position)
                .withChannels(Set.of(call.channel()));
    }

    static EventFrame callState(Call call) {
        return EventFrame.event("call_state", Optional.empty(), CallJson.state(call))
                .withChannels(Set.of(call.channel()));
    }

    static EventFrame signals(Mailbox mailbox, List<Signal> signals) {
        return EventFrame.event("signals", Optional.empty(), SignalJson.of(mailbox.session(), signals))
                .withChannels(Set.of(mailbox.channel()));
    }

    /** Asks the client to read again everything that it shows. */
    static EventFrame resync(EventId position) {
        return numbered("resync", Optional.empty(), NOTHING, position);
    }

    /** Asks the client to read again everything that it shows of one channel. */
    static EventFrame resync(String channel, EventId position) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("channel", channel);
            out.writeEndObject();
        });
        return numbered("resync", Optional.empty(), json, position);
    }

    /** Another process has made changes that have no event of their own. One such frame replaces an earlier one. */
    static EventFrame externalChange() {
        return EventFrame.event("changed_elsewhere", Optional.empty(), NOTHING).asValueOf("changed_elsewhere");
    }

    static EventFrame fact(LoggedFact fact, EventId position) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            Json.writeSecondsField(out, "at", fact.at());
            out.writeStringField("channel", fact.channel().orElse(null));
            out.writeStringField("key", fact.key().orElse(null));
            out.writeStringField("kind", fact.kind().value());
            out.writeStringField("user", fact.user().orElse(null));
            out.writeEndObject();
        });
        return numbered("fact", Optional.empty(), json, position)
                .withChannels(fact.channel().map(Set::of).orElse(Set.of()))
                .asLasting();
    }

    private static EventFrame numbered(String event, Optional<String> channel, byte[] json, EventId position) {
        return EventFrame.event(event, channel, json, position)
                .withFactsUpTo(position.facts().sequence());
    }
}
