package io.minimost.presence.screenshare;

import io.minimost.presence.internal.Dao;
import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.Keys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a write about a share locks: its channel, which never changes. */
record ShareKeys(Database database, Dao<ShareSql> shares) {
    Keys of(String share) {
        return Keys.channelOf(() ->
                Optional.ofNullable(database.<ShareSql, @Nullable String>read(shares, sql -> sql.channel(share))));
    }
}
