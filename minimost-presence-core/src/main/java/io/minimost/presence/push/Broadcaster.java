package io.minimost.presence.push;

import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.events.FactKind;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import io.minimost.presence.host.HostEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broadcasts a batch of changes: first it takes lost channels away, so that nothing more of them is sent; then it sends
 * the host's own events and the facts, and then the current values of topics. For one thread, except {@link #position}.
 */
final class Broadcaster {
    private static final Logger LOG = LoggerFactory.getLogger(Broadcaster.class);

    private final ConnectionIndex connections;
    private final AccessEnforcer accessEnforcer;
    private final Revocations revocations;
    private final LogReader logReader;
    private final FactBroadcaster factBroadcaster;
    private final ChangedTopics changedTopics;
    private final DueTopics dueTopics;
    private final ExternalChangeBroadcaster externalChangeBroadcaster;
    private final Supplier<Optional<String>> newestCursor;
    private volatile EventId position;
    private final AtomicInteger losses = new AtomicInteger();

    /** @param newestCursor asks the host for the cursor of its newest event */
    Broadcaster(
            EventId start,
            ConnectionIndex connections,
            AccessEnforcer accessEnforcer,
            Revocations revocations,
            LogReader logReader,
            FactBroadcaster factBroadcaster,
            ChangedTopics changedTopics,
            DueTopics dueTopics,
            ExternalChangeBroadcaster externalChangeBroadcaster,
            Supplier<Optional<String>> newestCursor) {
        position = start;
        this.connections = connections;
        this.accessEnforcer = accessEnforcer;
        this.revocations = revocations;
        this.logReader = logReader;
        this.factBroadcaster = factBroadcaster;
        this.changedTopics = changedTopics;
        this.dueTopics = dueTopics;
        this.externalChangeBroadcaster = externalChangeBroadcaster;
        this.newestCursor = newestCursor;
    }

    /** The position up to which everything was broadcast. */
    EventId position() {
        return position;
    }

    /**
     * How often events were dropped, because there were too many. A connection that is added while this grows may miss some of them:
     * it must resume.
     */
    int losses() {
        return losses.get();
    }

    /**
     * Broadcasts {@code batch}, and what was throttled until now.
     *
     * @return in how many nanoseconds to broadcast what is still throttled; empty if nothing is
     * @throws PresenceStoreException if the log cannot be read; nothing of {@code batch} was broadcast then
     */
    OptionalLong broadcast(PendingChanges.Batch batch) {
        if (batch.externalChange) {
            externalChangeBroadcaster.markPending();
        }
        LogReader.Result log = logReader.since(position.facts());
        forEach(log.facts(), accessEnforcer::revoke);
        if (batch.hasOverflowed || batch.isNewsLost || !log.complete()) {
            endAllToResume(batch, log.upTo());
        } else {
            forEach(batch.publications, this::publish);
            batch.forgetPublications();
            broadcastFacts(log.facts());
            forEach(log.facts(), accessEnforcer::revokeDeletedChannel);
        }
        dueTopics.add(batch.topics);
        return earliest(externalChangeBroadcaster.broadcastDue(), dueTopics.broadcastDue());
    }

    /** Ends all connections. Their clients resume, and receive what was not sent from the log and the host. */
    private void endAllToResume(PendingChanges.Batch batch, FactPosition latest) {
        position = position.withFacts(latest);
        cursorAfter(batch).ifPresent(cursor -> position = position.withCursor(cursor));
        boolean mayBeDisconnected = batch.isNewsLost;
        if (mayBeDisconnected) {
            LOG.warn("all connections end, because events of the host and sign-outs on other nodes may be lost");
        }
        batch.forgetPublications();
        losses.incrementAndGet();
        // A copy, because a client that comes back at once must not be ended again.
        List.copyOf(connections.all()).forEach(connection -> {
            if (mayBeDisconnected) {
                connection.cutOff(EndReason.RESUME);
            } else {
                connection.sendOnly(List.of(), EndReason.RESUME);
            }
        });
        dueTopics.addAll();
    }

    /** The cursor behind everything that is dropped with {@code batch}, if it is known. */
    private Optional<String> cursorAfter(PendingChanges.Batch batch) {
        if (!batch.isNewsLost) {
            return batch.lastCursor;
        }
        try {
            return newestCursor.get().or(() -> batch.lastCursor);
        } catch (RuntimeException e) {
            LOG.warn("the cursor of the host's newest event is not known, so clients may ask for some again", e);
            return batch.lastCursor;
        }
    }

    private void broadcastFacts(List<LoggedFact> facts) {
        for (Map.Entry<FactTarget, FactPosition> target :
                LatestFacts.byTarget(facts).entrySet()) {
            attempt(() -> broadcast(target.getKey(), position.withFacts(target.getValue())));
        }
        forEach(facts, fact -> {
            sendToFactReceivers(fact);
            dueTopics.add(changedTopics.changedBy(fact));
        });
        if (!facts.isEmpty()) {
            position = position.withFacts(facts.get(facts.size() - 1).position());
        }
    }

    private void broadcast(FactTarget target, EventId at) {
        factBroadcaster.broadcast(target, at);
        if (target instanceof FactTarget.Everything || target instanceof FactTarget.WholeChannel) {
            dueTopics.addAll();
        }
    }

    private void sendToFactReceivers(LoggedFact fact) {
        // Read before the receivers are found, so that a right lost after that still keeps the frame back.
        long asOf = revocations.count();
        List<EventConnection> concerned = connections.factReceivers().stream()
                .filter(connection -> concerns(fact, connection))
                .toList();
        if (!concerned.isEmpty()) {
            offer(
                    concerned,
                    FactFrames.fact(fact, position.withFacts(fact.position())).asOf(asOf));
        }
    }

    /** A deleted channel is announced to those who had it. They have lost the rights, but are still in the index. */
    private boolean concerns(LoggedFact fact, EventConnection connection) {
        return connection.subscriber().factFilter().matches(fact)
                || (fact.kind() == FactKind.CHANNEL_DELETED
                        && connections.watching(fact.channel().orElse("")).contains(connection));
    }

    private void publish(PendingChanges.Publication publication) {
        HostEvent event = publication.event();
        event.cursor().ifPresent(cursor -> position = position.withCursor(cursor));
        if (externalChangeBroadcaster.isPending()) {
            // A process that writes no facts may have removed a member.
            event.channel().ifPresent(accessEnforcer::recheckWatching);
        }
        EventFrame frame = HostEventFrames.frame(event, position).asOf(publication.asOf());
        ParallelDelivery.forEach(connections.receiversOf(publication), connection -> {
            if (!connection.subscriber().skips(publication)) {
                connection.offer(frame);
            }
        });
    }

    private static void offer(Collection<EventConnection> receivers, EventFrame frame) {
        ParallelDelivery.forEach(receivers, connection -> connection.offer(frame));
    }

    private static OptionalLong earliest(OptionalLong one, OptionalLong other) {
        return Stream.of(one, other)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    private <T> void forEach(Iterable<T> all, Consumer<T> work) {
        all.forEach(one -> attempt(() -> work.accept(one)));
    }

    /** A failure must not keep other events from their receivers. */
    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (PresenceStoreException.Closed e) {
            throw e;
        } catch (PresenceStoreException e) {
            // Before an event with a later id is sent: the clients resume, and receive what cannot be read now.
            LOG.warn("all connections end, because the store cannot be read", e);
            dueTopics.addAll();
            connections.all().forEach(connection -> connection.finish(EndReason.RESUME));
        } catch (RuntimeException e) {
            LOG.error("an event was not broadcast", e);
        }
    }
}
