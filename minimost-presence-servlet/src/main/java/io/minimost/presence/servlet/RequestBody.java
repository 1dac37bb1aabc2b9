package io.minimost.presence.servlet;

import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.HttpError;
import io.minimost.presence.servlet.http.Response;
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

/**
 * The body of a request. It may be on its way still, or never come: only a route that needs it waits for it, for a user who
 * is known, and not for long.
 */
final class RequestBody {
    private static final Logger LOG = LoggerFactory.getLogger(RequestBody.class);

    private static final int PIECE = 8192;
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

    private final HttpServletRequest request;
    private final BodyAdmission bodies;
    private long received;

    /** When it began to be waited for. */
    private long start;

    RequestBody(HttpServletRequest request, BodyAdmission bodies) {
        this.request = request;
        this.bodies = bodies;
    }

    /**
     * The whole body.
     *
     * @throws HttpError if it is too long (413), too slow (408), breaks off (400), or too many are slow already (429)
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
        Optional<Runnable> place = Optional.empty();
        try {
            ServletInputStream in = request.getInputStream();
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            byte[] piece = new byte[Math.min(PIECE, length)];
            while (body.size() < length && !isOver(in)) {
                if (!isMoreHere(in)) {
                    if (place.isEmpty()) {
                        place = Optional.of(bodies.await(user));
                        start = bodies.now();
                    } else if (bodies.isTooSlow(received, start)) {
                        throw tooSlow();
                    }
                }
                int count = in.read(piece, 0, Math.min(piece.length, length - body.size()));
                if (count < 0) {
                    break;
                }
                received += count;
                body.write(piece, 0, count);
            }
            return body.toByteArray();
        } catch (HttpError refusal) {
            throw refusal;
        } catch (IOException | RuntimeException e) {
            // Broken off, or malformed chunks; what that throws depends on the container.
            LOG.debug("the body of a request cannot be read", e);
            throw place.isPresent() && isLate(e)
                    ? tooSlow()
                    : new HttpError(Response.badInput("body", "body cannot be read"));
        } finally {
            place.ifPresent(Runnable::run);
        }
    }

    /** Whether all of it was read or has at least come. Waits for nothing; what has come is thrown away. */
    boolean skipWhatIsHere() {
        if (!exists()) {
            return true;
        }
        try {
            ServletInputStream in = request.getInputStream();
            byte[] piece = new byte[PIECE];
            // To read is to ask for it, if the client waits for leave to send it.
            while (!isOver(in) && request.getHeader("Expect") == null && isMoreHere(in)) {
                int count = in.read(piece);
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

    /** Later versions have no headers about the connection, and none by which a body of unknown length is announced. */
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

    /** Whether the next bytes can be read at once. Of chunks, Tomcat says so before it has seen a whole one. */
    private boolean isMoreHere(ServletInputStream in) throws IOException {
        return request.getContentLengthLong() >= 0 && in.available() > 0;
    }

    /** Whether the container has given up, or would not mind that we do. */
    private boolean isLate(Exception failure) {
        return failure instanceof SocketTimeoutException
                || failure.getCause() instanceof TimeoutException
                || bodies.isTooSlow(received, start);
    }

    private static HttpError tooSlow() {
        return new HttpError(Response.error(408, "body comes too slowly"));
    }

    private static HttpError tooLong(int maxBytes) {
        return new HttpError(Response.error(413, "body is longer than %d bytes".formatted(maxBytes)));
    }
}
