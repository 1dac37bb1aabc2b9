package io.minimost.presence.events;

import io.minimost.presence.events.PresenceEvent.DeliveryChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.ExternalChange;
import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.events.PresenceEvent.PresenceChanged;
import io.minimost.presence.events.PresenceEvent.PresenceChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.ReadPointChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.ReadPointMoved;
import io.minimost.presence.events.PresenceEvent.StatusChanged;
import io.minimost.presence.events.PresenceEvent.TypingChangedElsewhere;
import io.minimost.presence.events.PresenceEvent.TypingStarted;
import io.minimost.presence.events.PresenceEvent.TypingStopped;
import io.minimost.presence.internal.ChangesElsewhere;
import io.minimost.presence.internal.NodeNews;
import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.Optional;

/** What a node tells the others beside the facts, and the events that they make of it. */
final class EventsElsewhere implements ChangesElsewhere {
    @Override
    public StoreEvent anything(Instant now) {
        return new ExternalChange(now);
    }

    @Override
    public StoreEvent facts(Instant now) {
        return new FactsElsewhere(now);
    }

    @Override
    public StoreEvent received(NodeNews news, Instant now) {
        return switch (news.kind()) {
            case TYPING -> new TypingChangedElsewhere(news.channel().orElseThrow(), now);
            case PRESENCE -> new PresenceChangedElsewhere(news.body(), now);
            case DELIVERY -> new DeliveryChangedElsewhere(news.channel().orElseThrow(), now);
            case READ_POINT ->
                new ReadPointChangedElsewhere(
                        news.channel().orElseThrow(), news.user().orElseThrow(), now);
            case MESSAGE ->
                new NodeMessage(news.channel(), news.user(), news.body().orElseThrow());
        };
    }

    @Override
    public StoreEvent newsLost() {
        return new NewsLost();
    }

    @Override
    public Optional<NodeNews> newsOf(StoreEvent event) {
        if (event instanceof TypingStarted typing) {
            return Optional.of(NodeNews.typing(typing.channel()));
        } else if (event instanceof TypingStopped typing) {
            return Optional.of(NodeNews.typing(typing.channel()));
        } else if (event instanceof PresenceChanged presence) {
            return Optional.of(NodeNews.presence(presence.user()));
        } else if (event instanceof StatusChanged status) {
            return Optional.of(NodeNews.presence(status.user()));
        } else if (event instanceof MessagesDelivered delivered) {
            return Optional.of(NodeNews.delivery(delivered.channel()));
        } else if (event instanceof ReadPointMoved moved) {
            return Optional.of(NodeNews.readPoint(moved.channel(), moved.user()));
        }
        return Optional.empty();
    }
}
