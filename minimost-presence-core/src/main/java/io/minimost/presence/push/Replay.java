package io.minimost.presence.push;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.values.ChannelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Finds what somebody has missed who comes back. Thread-safe. */
final class Replay {
    /** A stream that has more to catch up is ended after so many facts, and its client comes back for the rest. */
    private static final int MAX_FACTS = 5000;

    private final Events events;
    private final PrivateChannels channels;
    private final FactBroadcaster teller;

    Replay(Events events, PrivateChannels channels, FactBroadcaster teller) {
        this.events = events;
        this.channels = channels;
        this.teller = teller;
    }

    /**
     * What to tell.
     *
     * @param frames in the order of the facts
     * @param upTo where they end
     * @param more whether there is more to tell than that
     */
    record Result(List<EventFrame> frames, EventId upTo, boolean more) {}

    /** What {@code subscriber} has missed since {@code place}. */
    Result since(EventId place, Subscriber subscriber) {
        Predicate<LoggedFact> concerns = concerning(subscriber).and(historyOf(subscriber));
        List<LoggedFact> facts = new ArrayList<>();
        FactPosition token = place.facts();
        boolean more = true;
        while (more && facts.size() < MAX_FACTS) {
            if (!(events.since(token, FactFilter.everything()) instanceof Facts.Page page)) {
                EventId latest = place.at(events.latest());
                return new Result(List.of(FactFrames.resync(latest)), latest, false);
            }
            page.facts().stream().filter(concerns).forEach(facts::add);
            token = page.next();
            more = page.more();
        }
        return new Result(frames(facts, place, subscriber), place.at(token), more);
    }

    /**
     * What he may know. Of a call in a channel that the stream is not about, that is decided when it is told; and that a
     * channel is gone which he would be told of, he may know though it is no longer his.
     */
    private static Predicate<LoggedFact> concerning(Subscriber subscriber) {
        Predicate<LoggedFact> reader = subscriber.filter()::matches;
        Predicate<LoggedFact> gone = fact -> fact.kind() == FactKind.CHANNEL_DELETED
                && fact.channel().filter(subscriber::wants).isPresent();
        Predicate<LoggedFact> call =
                fact -> !subscriber.followsFacts() && FactTarget.of(fact).orElse(null) instanceof FactTarget.OneCall;
        return reader.or(gone).or(call);
    }

    /** Whoever was away because he was no member has no right to what happened before he came back. */
    private Predicate<LoggedFact> historyOf(Subscriber subscriber) {
        Map<String, Instant> starts = new HashMap<>();
        for (ChannelId channel : subscriber.channels()) {
            if (channel instanceof ChannelId.Private id) {
                channels.historyStart(id, subscriber.user()).ifPresent(start -> starts.put(id.text(), start));
            }
        }
        return fact -> fact.user().filter(subscriber.user()::equals).isPresent()
                || fact.channel().map(starts::get).filter(fact.at()::isBefore).isEmpty();
    }

    private List<EventFrame> frames(List<LoggedFact> facts, EventId place, Subscriber subscriber) {
        if (subscriber.followsFacts()) {
            return facts.stream()
                    .map(fact -> FactFrames.fact(fact, place.at(fact.token())))
                    .toList();
        }
        List<EventFrame> frames = new ArrayList<>();
        for (Map.Entry<FactTarget, FactPosition> subject :
                LatestFacts.bySubject(facts).entrySet()) {
            teller.missed(subject.getKey(), subscriber, place.at(subject.getValue()))
                    .ifPresent(frames::add);
        }
        return frames;
    }
}
