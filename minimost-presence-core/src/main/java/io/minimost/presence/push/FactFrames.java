package io.minimost.presence.push;

import io.minimost.presence.calls.Call;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.json.CallJson;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.json.SignalJson;
import io.minimost.presence.push.Subject.Mailbox;
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

    static Frame reactions(MessageRef message, List<Reaction> reactions, Place place) {
        byte[] json = ReactionJson.to(message.at(), reactions);
        return numbered("reactions", Optional.of(message.channel()), json, place);
    }

    static Frame callState(Call call, Place place) {
        return numbered("call_state", Optional.empty(), CallJson.state(call), place)
                .about(Set.of(call.channel()));
    }

    static Frame callState(Call call) {
        return Frame.event("call_state", Optional.empty(), CallJson.state(call)).about(Set.of(call.channel()));
    }

    static Frame signals(Mailbox mailbox, List<Signal> signals) {
        return Frame.event("signals", Optional.empty(), SignalJson.of(mailbox.session(), signals))
                .about(Set.of(mailbox.channel()));
    }

    /** Everything that the client shows, it has to read again. */
    static Frame resync(Place place) {
        return numbered("resync", Optional.empty(), NOTHING, place);
    }

    /** The same for one channel. */
    static Frame resync(String channel, Place place) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("channel", channel);
            out.writeEndObject();
        });
        return numbered("resync", Optional.empty(), json, place);
    }

    /** Another process has changed something that is not told otherwise; one such frame is as good as several. */
    static Frame changedElsewhere() {
        return Frame.event("changed_elsewhere", Optional.empty(), NOTHING).of("changed_elsewhere");
    }

    static Frame fact(LoggedFact fact, Place place) {
        byte[] json = Json.bytes(out -> {
            out.writeStartObject();
            Json.writeSecondsField(out, "at", fact.at());
            out.writeStringField("channel", fact.channel().orElse(null));
            out.writeStringField("key", fact.key().orElse(null));
            out.writeStringField("kind", fact.kind().word());
            out.writeStringField("user", fact.user().orElse(null));
            out.writeEndObject();
        });
        return numbered("fact", Optional.empty(), json, place)
                .about(fact.channel().map(Set::of).orElse(Set.of()))
                .lasting();
    }

    private static Frame numbered(String event, Optional<String> channel, byte[] json, Place place) {
        return Frame.event(event, channel, json, place)
                .tellingFacts(place.facts().sequence());
    }
}
