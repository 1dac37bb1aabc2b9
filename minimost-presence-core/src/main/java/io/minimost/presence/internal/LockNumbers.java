package io.minimost.presence.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The numbers of the advisory locks of a schema. All programs on a database share these numbers, so they are spread over all 64
 * bits; two keys with the same number only wait for each other.
 */
final class LockNumbers {
    private final String schema;
    private final long everything;

    LockNumbers(String schema) {
        this.schema = schema;
        everything = of("everything");
    }

    /** Shared by all writes, or held by one that must be alone. */
    long everything() {
        return everything;
    }

    /** The name under which the nodes of the schema notify each other. */
    String notificationChannel() {
        return "minimost_presence_" + Long.toHexString(of("notifications"));
    }

    /** The number of a key. */
    long of(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(("minimost-presence " + schema + "\n" + key).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every Java has it.
        }
    }
}
