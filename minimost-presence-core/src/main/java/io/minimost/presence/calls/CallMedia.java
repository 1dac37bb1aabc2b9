package io.minimost.presence.calls;

import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Transaction;
import io.minimost.presence.relay.MediaLimits;

/** Stub. */
public final class CallMedia {
    CallMedia(Database database, MediaLimits limits, SharingHint hint) {}

    void purge(Transaction transaction, String call) {}

    void purgeUser(Transaction transaction, String call, String user) {}

    void purgeAll(Transaction transaction) {}

    void forget(Transaction transaction, String user) {}
}
