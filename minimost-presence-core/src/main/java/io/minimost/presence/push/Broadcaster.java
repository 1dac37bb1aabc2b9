package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.host.HostEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the streams what has happened: of a batch of news, first that somebody lost a channel, so that he hears no more of
 * it; then the host's own events and the facts; then what topics show now. For one thread, but for {@link #place}.
 */
final class Broadcaster {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

    private final ConnectionIndex audience;
    private final AccessEnforcer rights;
    private final Revocations revocations;
    private final LogReader newFacts;
    private final FactBroadcaster subjects;
    private final ChangedTopics factTopics;
    private final DueTopics due;
    private final ExternalChangeBroadcaster elsewhere;
    private volatile EventId place;

    Broadcaster(
            EventId start,
            ConnectionIndex audience,
            AccessEnforcer rights,
            Revocations revocations,
            LogReader newFacts,
            FactBroadcaster subjects,
            ChangedTopics factTopics,
            DueTopics due,
            ExternalChangeBroadcaster elsewhere) {
        place = start;
        this.audience = audience;
        this.rights = rights;
        this.revocations = revocations;
        this.newFacts = newFacts;
        this.subjects = subjects;
        this.factTopics = factTopics;
        this.due = due;
        this.elsewhere = elsewhere;
    }

    /** Everything up to here was told. */
    EventId place() {
        return place;
    }

    /**
     * Tells what is in {@code batch}, and what rested until now.
     *
     * @return in how many nanoseconds there is more to tell, of what still rests
     * @throws PresenceStoreException.Closed if there is no store any more
     */
    OptionalLong tell(PendingChanges.Batch batch) {
        if (batch.externalChange) {
            elsewhere.changed();
        }
        LogReader.Result news = newFacts.since(place.facts());
        each(news.facts(), rights::apply);
        if (batch.tooMany || !news.complete()) {
            startAnew(news.upTo());
        } else {
            each(batch.publications, this::publish);
            tellFacts(news.facts());
            each(news.facts(), rights::applyAfterwards);
        }
        due.add(batch.topics);
        return earliest(elsewhere.tell(), due.tell());
    }

    /** Ends all streams. Their clients come back, and find in the log what was not sent. */
    private void startAnew(FactPosition latest) {
        place = place.at(latest);
        audience.everybody().forEach(stream -> stream.cutOff(EndReason.RESUME));
        due.addAll();
    }

    private void tellFacts(List<LoggedFact> facts) {
        for (Map.Entry<FactTarget, FactPosition> subject :
                LatestFacts.bySubject(facts).entrySet()) {
            attempt(() -> tell(subject.getKey(), place.at(subject.getValue())));
        }
        each(facts, fact -> {
            tellFollowers(fact);
            due.add(factTopics.of(fact));
        });
        if (!facts.isEmpty()) {
            place = place.at(facts.get(facts.size() - 1).token());
        }
    }

    private void tell(FactTarget subject, EventId at) {
        subjects.tell(subject, at);
        if (subject instanceof FactTarget.Everything || subject instanceof FactTarget.WholeChannel) {
            due.addAll();
        }
    }

    private void tellFollowers(LoggedFact fact) {
        // Before it is asked whom it concerns: a loss after that takes it back.
        long asOf = revocations.latest();
        List<EventConnection> concerned = audience.followers().stream()
                .filter(stream -> concerns(fact, stream))
                .toList();
        if (!concerned.isEmpty()) {
            offer(concerned, FactFrames.fact(fact, place.at(fact.token())).asOf(asOf));
        }
    }

    /** That a channel is gone is sent to those who had it. They have no rights to it any more, but are still found there. */
    private boolean concerns(LoggedFact fact, EventConnection stream) {
        return stream.subscriber().filter().matches(fact)
                || (fact.kind() == FactKind.CHANNEL_DELETED
                        && audience.watching(fact.channel().orElse("")).contains(stream));
    }

    private void publish(PendingChanges.Publication publication) {
        HostEvent event = publication.event();
        event.cursor().ifPresent(cursor -> place = place.at(cursor));
        if (elsewhere.isPending()) {
            // A member may have been removed by a process that leaves no facts.
            event.channel().ifPresent(rights::checkWatching);
        }
        EventFrame frame = HostEventFrames.of(event, place).asOf(publication.asOf());
        ParallelDelivery.each(audience.concernedBy(publication), stream -> {
            if (!stream.subscriber().knows(publication)) {
                stream.offer(frame);
            }
        });
    }

    private static void offer(Collection<EventConnection> streams, EventFrame frame) {
        ParallelDelivery.each(streams, stream -> stream.offer(frame));
    }

    private static OptionalLong earliest(OptionalLong one, OptionalLong other) {
        return Stream.of(one, other)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    private static <T> void each(Iterable<T> all, Consumer<T> work) {
        all.forEach(one -> attempt(() -> work.accept(one)));
    }

    /** What fails for one must not keep the others from hearing what concerns them. */
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("an event was not told to the streams", e);
        }
    }
}
