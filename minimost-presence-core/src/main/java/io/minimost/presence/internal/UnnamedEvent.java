package io.minimost.presence.internal;

import io.minimost.presence.values.StoreEvent;
import java.time.Instant;

/** What an engine publishes of its own accord as long as nobody has set another event: something has changed. */
record UnnamedEvent(Instant at) implements StoreEvent {}
