package io.minimost.presence.media;

import java.util.List;
import java.util.Optional;

/**
 * The statements on a table of media, which has an init chunk ({@code is_init = 1}) and media chunks for each sender in a
 * session. Where a session has only one sender, the argument {@code sender} has no effect.
 *
 * @hidden
 */
@SuppressWarnings("exports")
public interface MediaTable {
    /** The MIME type, or the one that MiniMost assumes for a recording without one. */
    String MIME_TYPE = "coalesce(mime_type, 'video/webm')";

    /** Deletes the init chunk; returns the number of rows. */
    void deleteInit(String session, String sender);

    /** Stores an init chunk. */
    void insertInit(String session, String sender, String mimeType, byte[] data, double now);

    /** Stores the next media chunk; returns its number. */
    Optional<Long> insertChunk(String session, String sender, byte[] data, double now);

    /** The init chunk. */
    Optional<MediaInit> init(String session, String sender);

    /** The first media chunks with a number greater than {@code after}, oldest first. */
    List<MediaChunk> after(String session, String sender, long after, int limit);

    /** The newest media chunks, oldest first. */
    List<MediaChunk> latest(String session, String sender, int limit);

    /** The number of bytes in the media chunks of all senders; empty if there are none. */
    Optional<Long> bytes(String session);

    /** The oldest media chunk of all senders. */
    Optional<OldestChunk> oldest(String session);

    /** Deletes a chunk; returns the number of rows. */
    void delete(long id);

    /** Deletes everything of a session; returns the number of rows. */
    int deleteSession(String session);

    /** Deletes everything; returns the number of rows. */
    int deleteAll();
}
