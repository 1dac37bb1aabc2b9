package io.minimost.presence.media;

import java.util.List;
import java.util.Optional;

/**
 * A table of media, whose statements a room writes down: for each sender in a session the beginning of a recording
 * ({@code is_init = 1}) and its pieces. Where a session has one sender only, it does not matter who is named.
 *
 * @hidden
 */
@SuppressWarnings("exports")
public interface MediaTable {
    /** Removes how the recording begins. */
    int deleteInit(String session, String sender);

    /** Stores how the recording begins. */
    void insertInit(String session, String sender, String mimeType, byte[] data, double now);

    /** Stores the next piece; answers its number. */
    long insertChunk(String session, String sender, byte[] data, double now);

    /** How the recording begins. */
    Optional<MediaInit> init(String session, String sender);

    /** The first pieces with a number greater than {@code after}, oldest first. */
    List<MediaChunk> after(String session, String sender, long after, int limit);

    /** The newest pieces, oldest first. */
    List<MediaChunk> latest(String session, String sender, int limit);

    /** How long the pieces of all senders are together. */
    Optional<Long> bytes(String session);

    /** The piece that came first, whoever sent it. */
    Optional<OldestChunk> oldest(String session);

    /** Removes a piece. */
    int delete(long id);

    /** Removes everything of a session. */
    int deleteSession(String session);

    /** Removes everything. */
    int deleteAll();
}
