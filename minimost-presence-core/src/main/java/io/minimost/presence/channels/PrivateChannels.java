package io.minimost.presence.channels;

import io.minimost.presence.internal.Database;
import io.minimost.presence.internal.SqlObject;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;

/**
 * Private channels and who belongs to them.
 *
 * <p>A channel that does not exist has no members. Thread-safe.
 */
public final class PrivateChannels {
    private final Database database;
    private final SqlObject<MemberSql> members;

    /** For {@code PresenceStore}, which hands this out. */
    public PrivateChannels(Database database) {
        this.database = database;
        this.members = database.register(MemberSql.class);
    }

    /**
     * Whether {@code user} belongs to {@code channel}.
     *
     * @throws IllegalArgumentException if {@code user} is no valid name
     */
    public boolean isMember(ChannelId.Private channel, String user) {
        UserName.require(user);
        return database.read(members, sql -> sql.find(channel.id(), user) != null);
    }

    /** The members of {@code channel}, by name in byte order. */
    public List<String> members(ChannelId.Private channel) {
        return List.copyOf(database.read(members, sql -> sql.members(channel.id())));
    }
}
