package io.minimost.presence.events;

import io.minimost.presence.values.StoreEvent;
import java.time.Instant;

/** Another store has written facts. Those who follow the log read on. */
record FactsElsewhere(Instant at) implements StoreEvent {}
