package io.minimost.presence.servlet;

import jakarta.servlet.ServletInputStream;
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

    /** As Tomcat does by itself. */
    static final long MAX_DISCARDED_BYTES = 2 * 1024 * 1024;

    private static final int STREAM_BUFFER_BYTES = 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Limits limits;
    private final long arrival;

    /** @param arrival what {@link EventStreams#arrival} was when the request came */
    Exchange(HttpServletRequest request, HttpServletResponse response, Limits limits, long arrival) {
        this.request = request;
        this.response = response;
        this.limits = limits;
        this.arrival = arrival;
    }

    long arrival() {
        return arrival;
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

    /** The fields of the query. */
    FormInput query() {
        return FormInput.parseQuery(
                Optional.ofNullable(request.getQueryString()).orElse(""));
    }

    /**
     * The whole body as it is, whatever it says to be: a piece of sound or pictures.
     *
     * @throws Refusal if it is too long (413)
     */
    byte[] media() {
        return body(limits.maxMediaBytes());
    }

    /**
     * The body as a JSON object.
     *
     * @throws Refusal if it is too long (413), absent or not such an object (400), or says to be something else (415)
     */
    JsonInput json() {
        byte[] body = body(limits.maxBodyBytes());
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
        byte[] body = body(limits.maxBodyBytes());
        // A filter before ours that has asked for a parameter (of a CSRF token, say) made the container read the form.
        return body.length == 0 && request.getContentLengthLong() > 0
                ? FormInput.of(request.getParameterMap())
                : FormInput.parse(header("Content-Type").orElse(""), body);
    }

    boolean isAsyncSupported() {
        return request.isAsyncSupported();
    }

    /** Answers, and adds what goes for all answers. */
    void send(Reply reply) throws IOException {
        boolean sent = false;
        try {
            write(reply);
            if (reply.stream().isPresent()) {
                // Thousands of them are open at a time, and what they say is mostly short.
                response.setBufferSize(STREAM_BUFFER_BYTES);
                StreamOutput.begin(request.startAsync(), reply.stream().get());
            }
            sent = true;
        } finally {
            if (!sent) {
                reply.stream().ifPresent(EventStream::close);
            }
        }
    }

    private void write(Reply reply) throws IOException {
        finishRequest();
        Reply answer = isKnown(reply) ? reply.notModified() : reply;
        response.setStatus(answer.status());
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Added, because the host may vary by something else, too.
        response.addHeader("Vary", "Cookie");
        if (answer.hasBody()) {
            response.setContentType("application/json");
        }
        answer.headers().forEach(response::setHeader);
        if (answer.hasBody()) {
            answer.length().ifPresent(response::setContentLength);
            if (!method().equals("HEAD")) {
                answer.writeBodyTo(response.getOutputStream());
            }
        }
    }

    /**
     * Reads what is left of a body that is not very long. Containers close a connection whose request was not read to its
     * end, and then the client may miss the answer, or send its next request in vain. If there is more, it is told.
     */
    private void finishRequest() {
        boolean isLong = request.getContentLengthLong() > MAX_DISCARDED_BYTES;
        // To read is to ask for it, if the client waits for leave to send it.
        boolean waits = header("Expect").isPresent();
        try {
            ServletInputStream body = request.getInputStream();
            if (!isLong && !waits) {
                body.skip(MAX_DISCARDED_BYTES + 1);
            }
            if (!body.isFinished()) {
                response.setHeader("Connection", "close");
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rest of a body cannot be read", e);
        }
    }

    private boolean isKnown(Reply reply) {
        return Optional.ofNullable(reply.headers().get("ETag"))
                .flatMap(tag -> header("If-None-Match").filter(known -> EntityTag.isAmong(tag, known)))
                .isPresent();
    }

    private byte[] body(int maxBytes) {
        if (request.getContentLengthLong() > maxBytes) {
            throw bodyTooLong(maxBytes);
        }
        byte[] body = bodyUpTo(maxBytes + 1);
        if (body.length > maxBytes) {
            throw bodyTooLong(maxBytes);
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

    private static Refusal bodyTooLong(int maxBytes) {
        return new Refusal(Reply.error(413, "body is longer than %d bytes".formatted(maxBytes)));
    }
}
