package io.minimost.presence.servlet;

import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.HttpError;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The body of a request. It may arrive late or never, so only a route that needs it waits for it, with a time limit. */
final class RequestBody {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);

    private static final int BUFFER_BYTES = 8192;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    private final HttpServletRequest request;
    private final BodyAdmission bodies;
    private long received;

    /** When the wait for the body began. */
    private long start;

    RequestBody(HttpServletRequest request, BodyAdmission bodies) {
        this.request = request;
        this.bodies = bodies;
    }

    /**
     * Reads the whole body.
     *
     * @throws HttpError if it is too long (413) or too slow (408), breaks off (400), or too many are slow already (429)
     */
    byte[] read(String user, int maxBytes) {
        if (request.getContentLengthLong() > maxBytes) {
            throw tooLong(maxBytes);
        }
        byte[] body = readUpTo(maxBytes + 1, user);
        if (body.length > maxBytes) {
            throw tooLong(maxBytes);
        }
        return body;
    }

    private byte[] readUpTo(int length, String user) {
        Optional<Runnable> slot = Optional.empty();
        try {
            ServletInputStream in = request.getInputStream();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] buffer = new byte[Math.min(BUFFER_BYTES, length)];
            while (body.size() < length && !isOver(in)) {
                if (!hasMoreArrived(in)) {
                    if (slot.isEmpty()) {
                        slot = Optional.of(bodies.await(user));
                        start = bodies.now();
                    } else if (bodies.isTooSlow(received, start)) {
                        throw tooSlow();
                    }
                }
                int count = in.read(buffer, 0, Math.min(buffer.length, length - body.size()));
                if (count < 0) {
                    break;
                }
                received += count;
                body.write(buffer, 0, count);
            }
            return body.toByteArray();
        } catch (HttpError error) {
            throw error;
        } catch (IOException | RuntimeException e) {
            // The body broke off, or its chunks are malformed. The exception depends on the container.
            LOG.debug("the body of a request cannot be read", e);
            throw slot.isPresent() && isLate(e) ? tooSlow() : HttpError.badInput("body", "body cannot be read");
        } finally {
            slot.ifPresent(Runnable::run);
        }
    }

    /** Discards what has arrived, without waiting. Returns whether that was the whole rest. */
    boolean discardArrived() {
        if (!exists()) {
            return true;
        }
        try {
            ServletInputStream in = request.getInputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            // If the client waits for 100 Continue, to read would make it send the body.
            while (!isOver(in) && request.getHeader("Expect") == null && hasMoreArrived(in)) {
                int count = in.read(buffer);
                if (count < 0) {
                    return true;
                }
                received += count;
            }
            return isOver(in);
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rest of a body cannot be read", e);
            return false;
        }
    }

    /** Later versions have no Connection header, and do not announce a body of unknown length in a header. */
    boolean isHttp1() {
        return request.getProtocol().startsWith("HTTP/1.");
    }

    private boolean exists() {
        return request.getContentLengthLong() > 0
                || request.getHeader("Transfer-Encoding") != null
                || (!isHttp1() && request.getContentLengthLong() < 0 && !WITHOUT_BODY.contains(request.getMethod()));
    }

    private boolean isOver(ServletInputStream in) {
        long length = request.getContentLengthLong();
        return (length >= 0 && received >= length) || in.isFinished();
    }

    /** Whether the next bytes can be read at once. Of chunks this is unknown: Tomcat reports one before it is complete. */
    private boolean hasMoreArrived(ServletInputStream in) throws IOException {
        return request.getContentLengthLong() >= 0 && in.available() > 0;
    }

    /** Whether the container has timed out, or the body was too slow anyway. */
    private boolean isLate(Exception failure) {
        return failure instanceof SocketTimeoutException
                || failure.getCause() instanceof TimeoutException
                || bodies.isTooSlow(received, start);
    }

    private static HttpError tooSlow() {
        return new HttpError(408, "body comes too slowly");
    }

    private static HttpError tooLong(int maxBytes) {
        return new HttpError(413, "body is longer than " + maxBytes + " bytes");
    }
}
