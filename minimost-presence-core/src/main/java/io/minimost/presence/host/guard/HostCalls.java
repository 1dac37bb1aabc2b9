package io.minimost.presence.host.guard;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Calls the host. Whatever exception the host throws, it is a failure of the host and not bad input of a client. In
 * Kotlin, the exception need not even be a {@link RuntimeException}.
 */
public final class HostCalls {
    private HostCalls() {}

    /**
     * Returns what the host answers.
     *
     * @param what the method that is called, for the message of the exception
     * @throws HostFailedException if the host fails or answers null
     * @throws PresenceStoreException if the store fails
     */
    public static <T> T ask(String what, Supplier<T> question) {
        try {
            return Objects.requireNonNull(question.get(), "null");
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            throw new HostFailedException(what + " failed", e);
        }
    }
}
