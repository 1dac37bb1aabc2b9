package io.minimost.presence.push;

import io.minimost.presence.channels.Memberships;
import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Finds the events that a client has missed while it was away. Thread-safe. */
final class Replay {
    /** A connection that has missed more facts ends after this many, and its client resumes from there. */
    private static final int MAX_FACTS = 5000;

    private final Events events;
    private final Memberships memberships;
    private final FactBroadcaster factBroadcaster;

    Replay(Events events, Memberships memberships, FactBroadcaster factBroadcaster) {
        this.events = events;
        this.memberships = memberships;
        this.factBroadcaster = factBroadcaster;
    }

    /**
     * The events that were missed.
     *
     * @param frames in the order of the facts
     * @param upTo the position of the last of them
     * @param more whether the client has missed more than that
     */
    record Result(List<EventFrame> frames, EventId upTo, boolean more) {}

    /** The events that {@code subscriber} has missed since {@code position}. */
    Result since(EventId position, Subscriber subscriber) {
        Predicate<LoggedFact> concerns = concerns(subscriber).and(inHistoryOf(subscriber));
        List<LoggedFact> facts = new ArrayList<>();
        FactPosition factPosition = position.facts();
        boolean more = true;
        while (more && facts.size() < MAX_FACTS) {
            if (!(events.since(factPosition, FactFilter.everything()) instanceof Facts.Page page)) {
                EventId latest = position.withFacts(events.latest());
                return new Result(List.of(FactFrames.resync(latest)), latest, false);
            }
            page.facts().stream().filter(concerns).forEach(facts::add);
            factPosition = page.next();
            more = page.more();
        }
        return new Result(frames(facts, position, subscriber), position.withFacts(factPosition), more);
    }

    /**
     * The facts that the user may receive. Those of a call in another channel are checked when the frame is made. The
     * user also receives that a requested channel was deleted, although they may no longer use it.
     */
    private static Predicate<LoggedFact> concerns(Subscriber subscriber) {
        Predicate<LoggedFact> reader = subscriber.factFilter()::matches;
        Predicate<LoggedFact> gone = fact -> fact.kind() == FactKind.CHANNEL_DELETED
                && fact.channel().filter(subscriber::hasRequested).isPresent();
        Predicate<LoggedFact> call = fact ->
                !subscriber.receivesFacts() && FactEffect.of(fact).target().orElse(null) instanceof FactTarget.OneCall;
        return reader.or(gone).or(call);
    }

    /** A user who was removed and added again has no right to what happened before they were added. */
    private Predicate<LoggedFact> inHistoryOf(Subscriber subscriber) {
        Map<String, Instant> starts = new HashMap<>();
        memberships
                .historyStarts(subscriber.channels(), subscriber.user())
                .forEach((channel, start) -> starts.put(channel.text(), start));
        return fact -> fact.user().filter(subscriber.user()::equals).isPresent()
                || fact.channel().map(starts::get).filter(fact.at()::isBefore).isEmpty();
    }

    private List<EventFrame> frames(List<LoggedFact> facts, EventId position, Subscriber subscriber) {
        if (subscriber.receivesFacts()) {
            return facts.stream()
                    .map(fact -> FactFrames.fact(fact, position.withFacts(fact.position())))
                    .toList();
        }
        List<EventFrame> frames = new ArrayList<>();
        for (Map.Entry<FactTarget, FactPosition> target :
                LatestFacts.byTarget(facts).entrySet()) {
            factBroadcaster
                    .replayFrame(target.getKey(), subscriber, position.withFacts(target.getValue()))
                    .ifPresent(frames::add);
        }
        return frames;
    }
}
