package io.minimost.presence.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its response. Nothing else in this package touches the two, save what the host supplies. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final int maxBodyBytes;

    Exchange(HttpServletRequest request, HttpServletResponse response, int maxBodyBytes) {
        this.request = request;
        this.response = response;
        this.maxBodyBytes = maxBodyBytes;
    }

    String method() {
        return request.getMethod();
    }

    /** The path as it came over the network. */
    String uri() {
        return request.getRequestURI();
    }

    String contextPath() {
        return request.getContextPath();
    }

    String scheme() {
        return request.getScheme();
    }

    /** The value of a header; if the client sent it several times, all values with commas between them. */
    Optional<String> header(String name) {
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    Optional<String> user(CurrentUser currentUser) {
        return currentUser.of(request);
    }

    /**
     * The body as a JSON object.
     *
     * @throws Refusal if it is too long (413), absent or not such an object (400), or says to be something else (415)
     */
    JsonInput json() {
        byte[] body = body();
        if (body.length == 0) {
            throw new Refusal(Reply.badInput("body", "body is empty, a JSON object is required"));
        }
        if (!JsonType.matches(header("Content-Type").orElse(""))) {
            throw new Refusal(Reply.error(415, "Content-Type must be application/json, in UTF-8"));
        }
        return JsonInput.parse(body);
    }

    /** The fields of a form in the body; none if it is something else. */
    FormInput form() {
        byte[] body = body();
        // A filter before ours that has asked for a parameter (of a CSRF token, say) made the container read the form.
        return body.length == 0 && request.getContentLengthLong() > 0
                ? FormInput.of(request.getParameterMap())
                : FormInput.parse(header("Content-Type").orElse(""), body);
    }

    /** Answers, and adds what goes for all answers. */
    void send(Reply reply) throws IOException {
        Reply answer = isKnown(reply) ? reply.notModified() : reply;
        response.setStatus(answer.status());
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Added, because the host may vary by something else, too.
        response.addHeader("Vary", "Cookie");
        byte[] body = answer.body();
        if (body.length > 0) {
            response.setContentType("application/json");
        }
        answer.headers().forEach(response::setHeader);
        if (body.length > 0) {
            response.setContentLength(body.length);
            if (!method().equals("HEAD")) {
                response.getOutputStream().write(body);
            }
        }
    }

    private boolean isKnown(Reply reply) {
        return Optional.ofNullable(reply.headers().get("ETag"))
                .flatMap(tag -> header("If-None-Match").filter(known -> EntityTag.isAmong(tag, known)))
                .isPresent();
    }

    private byte[] body() {
        if (request.getContentLengthLong() > maxBodyBytes) {
            throw bodyTooLong();
        }
        byte[] body = bodyUpTo(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            throw bodyTooLong();
        }
        return body;
    }

    private byte[] bodyUpTo(int length) {
        try {
            return request.getInputStream().readNBytes(length);
        } catch (IOException | RuntimeException e) {
            // Broken off, or malformed chunks; what that throws depends on the container.
            LOG.debug("the body of a request cannot be read", e);
            throw new Refusal(Reply.badInput("body", "body cannot be read"));
        }
    }

    private Refusal bodyTooLong() {
        return new Refusal(Reply.error(413, "body is longer than %d bytes".formatted(maxBodyBytes)));
    }
}
