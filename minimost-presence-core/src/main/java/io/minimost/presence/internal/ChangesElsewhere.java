package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.time.Instant;
import java.util.Optional;

/** The events about what other stores do in the database, in the words of the package that defines events. */
public interface ChangesElsewhere {
    /** Something has changed, and it is not known what. */
    StoreEvent anything(Instant now);

    /** There are new facts in the log. */
    StoreEvent facts(Instant now);

    /** Another node has told {@code news}. */
    StoreEvent received(NodeNews news, Instant now);

    /** News of other nodes were lost, which {@link #anything} does not say. */
    StoreEvent newsLost();

    /** What other nodes must be told about {@code event}, beside the facts; empty if nothing. */
    Optional<NodeNews> newsOf(StoreEvent event);
}
