package io.minimost.presence.servlet;

import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.relay.Signal;
import io.minimost.presence.values.MessageRef;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The events that tell of what happened, in contrast to what is. */
final class FactFrames {
    /** Their names. */
    static final Set<String> EVENTS =
            Set.of("reactions", "call_state", "signals", "resync", "changed_elsewhere", "fact");

    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

    private FactFrames() {}

    static Frame reactions(MessageRef message, List<Reaction> reactions, Place place) {
        byte[] json = ReactionJson.to(message.at(), reactions);
        return numbered("reactions", Optional.of(message.channel()), json, place);
    }

    static Frame callState(byte[] state, Place place) {
        return numbered("call_state", Optional.empty(), state, place);
    }

    static Frame callState(byte[] state) {
        return Frame.event("call_state", Optional.empty(), state);
    }

    /** @param session the call or screen share */
    static Frame signals(String session, List<Signal> signals) {
        return Frame.event("signals", Optional.empty(), SignalJson.of(session, signals));
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
        return numbered("fact", Optional.empty(), json, place);
    }

    private static Frame numbered(String event, Optional<String> channel, byte[] json, Place place) {
        return Frame.event(event, channel, json, place)
                .tellingFacts(place.facts().sequence());
    }
}
