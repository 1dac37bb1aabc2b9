package io.minimost.presence.channels;

import io.minimost.presence.internal.HotSql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table {@code private_channel_members}. */
interface MemberSql {
    @HotSql("SELECT username FROM private_channel_members WHERE channel_id = ? AND username = ?")
    @Nullable
    String find(long channel, String user);

    @HotSql("SELECT username FROM private_channel_members WHERE channel_id = ? ORDER BY username")
    List<String> members(long channel);
}
