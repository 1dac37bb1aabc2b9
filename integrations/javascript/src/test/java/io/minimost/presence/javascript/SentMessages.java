package io.minimost.presence.javascript;

import io.minimost.presence.host.HostEvent;
import io.minimost.presence.host.HostEventSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The messages of a host, each of which has its place as its cursor. */
final class SentMessages implements HostEventSource {
    private final List<HostEvent> sent = new CopyOnWriteArrayList<>();

    HostEvent add(String channel, int number) {
        HostEvent message = HostEvent.in(channel, "messages", Integer.toString(number))
                .withCursor(Integer.toString(sent.size() + 1));
        sent.add(message);
        return message;
    }

    @Override
    public Optional<String> latest() {
        return Optional.of(Integer.toString(sent.size()));
    }

    /** Nothing for a new client, whose page would read the messages that it shows. */
    @Override
    public List<HostEvent> initialEvents(NewConnection connection) {
        List<String> channels =
                connection.channels().stream().map(channel -> channel.text()).toList();
        return sent.stream()
                .skip(connection.cursor().map(Long::parseLong).orElse((long) sent.size()))
                .filter(message -> message.channel().filter(channels::contains).isPresent())
                .toList();
    }
}
