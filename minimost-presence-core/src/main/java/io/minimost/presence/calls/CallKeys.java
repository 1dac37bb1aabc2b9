package io.minimost.presence.calls;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Keys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a write about a call locks: its channel, which never changes. */
record CallKeys(Database database, Dao<CallSql> calls) {
    Keys of(String call) {
        return Keys.channelOf(
                () -> Optional.ofNullable(database.<CallSql, @Nullable String>read(calls, sql -> sql.channel(call))));
    }
}
