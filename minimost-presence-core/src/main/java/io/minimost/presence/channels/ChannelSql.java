package io.minimost.presence.channels;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The table {@code private_channels}: one row for each channel. */
interface ChannelSql {
    /** Leaves out ids that {@code private:<number>} does not allow: no identifier names such a channel. */
    String HAS_NAME = " id BETWEEN 1 AND 999999999999999999 ";

    @SqlQuery("""
            INSERT INTO private_channels (name, created_by, created_ts) VALUES (:name, :creator, :created)
            RETURNING id
            """)
    long insert(String name, String creator, double created);

    @SqlUpdate("UPDATE private_channels SET name = :name WHERE id = :id AND name <> :name")
    int rename(long id, String name);

    /** The channel, with its members in one text. */
    @SqlQuery("""
            SELECT id, name, created_by, created_ts, (
                SELECT string_agg(username, '\037' ORDER BY username)
                FROM private_channel_members WHERE channel_id = id)
            FROM private_channels WHERE id = :id AND
            """ + HAS_NAME)
    Optional<PrivateChannel> find(long id);

    /** The channels of which {@code user} is a member. */
    @SqlQuery("""
            SELECT id, name, created_by, created_ts, (
                SELECT string_agg(username, '\037' ORDER BY username)
                FROM private_channel_members WHERE channel_id = id)
            FROM private_channels
            WHERE id IN (SELECT channel_id FROM private_channel_members WHERE username = :user) AND
            """ + HAS_NAME + " ORDER BY id")
    List<PrivateChannel> of(String user);

    /** The same, each with the first {@code most} of its members. */
    @SqlQuery("""
            SELECT id, name, created_by, created_ts, (
                SELECT string_agg(username, '\037' ORDER BY username) FROM (
                    SELECT username FROM private_channel_members WHERE channel_id = id ORDER BY username LIMIT :most) AS first)
            FROM private_channels
            WHERE id IN (SELECT channel_id FROM private_channel_members WHERE username = :user) AND
            """ + HAS_NAME + " ORDER BY id")
    List<PrivateChannel> withFewMembers(String user, int most);

    /** Sets an empty text, because the column must not be null. MiniMost never shows it. */
    @SqlUpdate("UPDATE private_channels SET created_by = '' WHERE created_by = :user")
    int clearFounder(String user);

    @SqlUpdate("DELETE FROM private_channels WHERE id = :id")
    int delete(long id);
}
