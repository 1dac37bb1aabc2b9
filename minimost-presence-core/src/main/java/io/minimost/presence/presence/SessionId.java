package io.minimost.presence.presence;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The rule for the ids of sessions: 8 to 64 of {@code A-Z a-z 0-9 . _ ~ -}. A client makes up its id once, at random, and keeps
 * it. An id is no secret and gives no rights: it names one of the user's own sessions.
 */
public final class SessionId {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._~-]{8,64}");
    private static final int SHOWN = 80;

    private SessionId() {}

    /** Whether {@code id} is a valid id. */
    public static boolean isValid(String id) {
        return VALID.matcher(id).matches();
    }

    /**
     * Returns {@code id} if it is a valid id.
     *
     * @throws IllegalArgumentException if it is not; the message contains the id
     */
    public static String require(String id) {
        Objects.requireNonNull(id, "session");
        if (!isValid(id)) {
            String start = id.length() > SHOWN ? id.substring(0, SHOWN) + "..." : id;
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "session id '%s' is not 8 to 64 of A-Z a-z 0-9 . _ ~ -", start));
        }
        return id;
    }
}
