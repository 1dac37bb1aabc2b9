package io.minimost.presence.push;

import java.util.Optional;
import java.util.Set;

/** An event on its way to connections, and whom it is for. Immutable, so that all that send it share one. */
final class EventFrame {
    private final OutgoingEvent plain;
    private final OutgoingEvent named;
    private final FrameScope scope;
    private final Optional<Object> subject;
    private final Optional<Object> identity;
    private final boolean dispensable;
    private final long sequence;

    private EventFrame(
            OutgoingEvent plain,
            OutgoingEvent named,
            FrameScope scope,
            Optional<Object> subject,
            Optional<Object> identity,
            boolean dispensable,
            long sequence) {
        this.plain = plain;
        this.named = named;
        this.scope = scope;
        this.subject = subject;
        this.identity = identity;
        this.dispensable = dispensable;
        this.sequence = sequence;
    }

    /** An event, of {@code channel} if it is of one. */
    static EventFrame event(String name, Optional<String> channel, byte[] json) {
        return event(name, channel, json, Optional.empty());
    }

    /** The same; a client that has it, has everything up to {@code place}. */
    static EventFrame event(String name, Optional<String> channel, byte[] json, EventId place) {
        return event(name, channel, json, Optional.of(place));
    }

    private static EventFrame event(String name, Optional<String> channel, byte[] json, Optional<EventId> place) {
        OutgoingEvent plain = OutgoingEvent.event(name, json, place);
        OutgoingEvent named = channel.map(of -> OutgoingEvent.event(name + ":" + of, json, place))
                .orElse(plain);
        return new EventFrame(plain, named, FrameScope.of(channel), Optional.empty(), Optional.empty(), false, 0);
    }

    /** Says that everything up to {@code place} was sent. It is no event, and keeps a silent connection alive. */
    static EventFrame position(EventId place) {
        return control(OutgoingEvent.position(place));
    }

    /** Says how long to wait before connecting again. */
    static EventFrame retry(EndReason reason) {
        return control(OutgoingEvent.retry(reason.retryAfter().toMillis()));
    }

    private static EventFrame control(OutgoingEvent event) {
        return new EventFrame(event, event, FrameScope.CONTROL, Optional.empty(), Optional.empty(), false, 0);
    }

    /** This frame, as the current value of {@code what}: a newer one makes it worthless. */
    EventFrame of(Object what) {
        return new EventFrame(plain, named, scope, Optional.of(what), identity, dispensable, sequence);
    }

    /** This frame, as an event of the host that is known by {@code key}: no connection sends two of them. */
    EventFrame identifiedBy(Object key) {
        return new EventFrame(plain, named, scope, subject, Optional.of(key), dispensable, sequence);
    }

    Optional<Object> identity() {
        return identity;
    }

    /** Whether it is an event of the host with a cursor. */
    boolean isHostFact() {
        return identity.isPresent();
    }

    /** This frame, as one that tells of facts up to the one with the number {@code last}. */
    EventFrame tellingFacts(long last) {
        return new EventFrame(plain, named, scope, subject, identity, dispensable, last);
    }

    /** This frame, as one that a client which is too slow may miss for a while. */
    EventFrame dispensable() {
        return new EventFrame(plain, named, scope, subject, identity, true, sequence);
    }

    /** This frame, whose content was read when there had been so many {@link Revocations}. */
    EventFrame asOf(long revocations) {
        return new EventFrame(plain, named, scope.asOf(revocations), subject, identity, dispensable, sequence);
    }

    /** This frame, as one that goes to a user, and also tells of these channels. */
    EventFrame about(Set<String> channels) {
        return new EventFrame(plain, named, scope.about(channels), subject, identity, dispensable, sequence);
    }

    /** This frame, as one that stays true when a channel is forgotten which its receivers may go on using. */
    EventFrame lasting() {
        return new EventFrame(plain, named, scope.asLasting(), subject, identity, dispensable, sequence);
    }

    boolean isLasting() {
        return scope.lasting();
    }

    long asOf() {
        return scope.asOf();
    }

    /** The channels that it tells of. */
    Set<String> channels() {
        return scope.channels();
    }

    /** The channel for whose watchers it is. */
    Optional<String> watched() {
        return scope.watched();
    }

    /** Whether it holds nothing but what the connection itself needs. */
    boolean isControl() {
        return scope.control();
    }

    /** Whether it is the current value of something, which can be read again. */
    boolean isCurrentValue() {
        return subject.isPresent();
    }

    /** @param manyChannels whether the stream is about several channels, so that events of a channel must name it */
    OutgoingEvent event(boolean manyChannels) {
        return manyChannels ? named : plain;
    }

    boolean isNewerThan(EventFrame other) {
        return subject.isPresent() && subject.equals(other.subject);
    }

    /** Whether it tells of facts up to the one with the number {@code known}, and of no later one. */
    boolean isWithin(long known) {
        return sequence > 0 && sequence <= known;
    }

    boolean isDispensable() {
        return dispensable;
    }

    boolean saysTheSameAs(EventFrame other) {
        return plain.saysTheSameAs(other.plain);
    }

    /** Whether it says once more what {@code other} says of the same. */
    boolean repeats(EventFrame other) {
        return isNewerThan(other) && saysTheSameAs(other);
    }
}
