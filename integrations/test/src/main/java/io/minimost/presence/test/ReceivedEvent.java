package io.minimost.presence.test;

import io.minimost.presence.push.OutgoingEvent;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An event as a client received it. Immutable.
 *
 * @param name the name, for instance {@code typing}; followed by {@code :} and the channel if the connection is about several
 * @param data the data, one JSON value
 * @param id the id from which a client resumes; empty if it has none
 */
public record ReceivedEvent(String name, String data, Optional<String> id) {
    private static final String DATA = "data: ";

    /** Refuses null. */
    public ReceivedEvent {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(id, "id");
    }

    /** Empty for what only controls the connection. */
    static Optional<ReceivedEvent> of(OutgoingEvent sent) {
        return sent.name().map(name -> new ReceivedEvent(name, data(sent), sent.id()));
    }

    private static String data(OutgoingEvent sent) {
        return new String(sent.toServerSentEvent(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(DATA))
                .map(line -> line.substring(DATA.length()))
                .collect(Collectors.joining("\n"));
    }
}
