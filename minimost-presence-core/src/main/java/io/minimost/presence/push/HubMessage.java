package io.minimost.presence.push;

import io.minimost.presence.events.NodeMessage;
import io.minimost.presence.host.HostEvent;
import java.util.Optional;

/**
 * What a host asks the hub of one node for, on its way to the hubs of the others. Its text has a kind in the first line; an
 * event follows with its name, its cursor (or nothing) and its JSON.
 */
sealed interface HubMessage {
    /** As {@link EventHub#publish}; {@code user} is the only user to receive it. */
    record Publish(HostEvent event, Optional<String> user) implements HubMessage {
        @Override
        public NodeMessage toNodes() {
            String body = PUBLISH + event.name() + "\n" + event.cursor().orElse("") + "\n" + event.json();
            return new NodeMessage(event.channel(), user, body);
        }
    }

    /** As {@link EventHub#disconnect}. */
    record Disconnect(String user) implements HubMessage {
        @Override
        public NodeMessage toNodes() {
            return new NodeMessage(Optional.empty(), Optional.of(user), DISCONNECT);
        }
    }

    /** As {@link EventHub#unreadChanged}. */
    record UnreadChanged(String channel) implements HubMessage {
        @Override
        public NodeMessage toNodes() {
            return new NodeMessage(Optional.of(channel), Optional.empty(), UNREAD_CHANGED);
        }
    }

    /** The first line of each kind. */
    String PUBLISH = "publish\n";

    /** The same. */
    String DISCONNECT = "disconnect\n";

    /** The same. */
    String UNREAD_CHANGED = "unread changed\n";

    /**
     * This message for all other nodes.
     *
     * @throws IllegalArgumentException if it is too long
     */
    NodeMessage toNodes();

    /** What another node has sent; empty if only another version understands it. */
    static Optional<HubMessage> of(NodeMessage message) {
        if (message.body().equals(DISCONNECT)) {
            return message.user().map(Disconnect::new);
        } else if (message.body().equals(UNREAD_CHANGED)) {
            return message.channel().map(UnreadChanged::new);
        } else if (message.body().startsWith(PUBLISH)) {
            return publish(message, message.body().split("\n", 4));
        }
        return Optional.empty();
    }

    private static Optional<HubMessage> publish(NodeMessage message, String[] lines) {
        if (lines.length < 4) {
            return Optional.empty();
        }
        Optional<String> cursor = Optional.of(lines[2]).filter(text -> !text.isEmpty());
        try {
            return Optional.of(
                    new Publish(new HostEvent(lines[1], message.channel(), lines[3], cursor), message.user()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
