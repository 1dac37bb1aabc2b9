package io.minimost.presence.host.guard;

import io.minimost.presence.errors.PresenceStoreException;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Asks the host. What it throws is its own failure and never bad input, whatever the class of the exception; in Kotlin that
 * need not even be a RuntimeException.
 */
public final class HostCalls {
    private HostCalls() {}

    /**
     * What the host answers.
     *
     * @throws IllegalStateException if it fails; if the store did, that exception goes on
     */
    public static <T> T ask(String what, Supplier<T> question) {
        try {
            return Objects.requireNonNull(question.get(), "null");
        } catch (PresenceStoreException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what + " failed", e);
        }
    }
}
