package io.minimost.presence.servlet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** One request and its response. Nothing else in this package touches the two, save what the host supplies. */
final class Exchange {
    private static final int STREAM_BUFFER_BYTES = 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final BodyLimits limits;
    private final RequestBody body;
    private final long arrival;

    /** @param arrival what {@link EventStreams#arrival} was when the request came */
    Exchange(HttpServletRequest request, HttpServletResponse response, Bodies bodies, long arrival) {
        this.request = request;
        this.response = response;
        limits = bodies.limits();
        body = new RequestBody(request, bodies);
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
     * @throws Refusal if it is too long (413), or does not come in time
     */
    byte[] media(String user) {
        return body.read(user, limits.maxMediaBytes());
    }

    /**
     * The body as a JSON object.
     *
     * @throws Refusal if it is too long (413), does not come in time, is absent or not such an object (400), or says to be
     *     something else (415)
     */
    JsonInput json(String user) {
        byte[] bytes = body.read(user, limits.maxBytes());
        if (bytes.length == 0) {
            throw new Refusal(Reply.badInput("body", "body is empty, a JSON object is required"));
        }
        if (!JsonType.matches(header("Content-Type").orElse(""))) {
            throw new Refusal(Reply.error(415, "Content-Type must be application/json, in UTF-8"));
        }
        return JsonInput.parse(bytes);
    }

    /** The fields of a form in the body; none if it is something else. */
    FormInput form(String user) {
        byte[] bytes = body.read(user, limits.maxBytes());
        // A filter before ours that has asked for a parameter (of a CSRF token, say) made the container read the form.
        return bytes.length == 0 && request.getContentLengthLong() > 0
                ? FormInput.of(request.getParameterMap())
                : FormInput.parse(header("Content-Type").orElse(""), bytes);
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
        boolean streams = reply.stream().isPresent();
        boolean bodyIsLate = !body.skipWhatIsHere();
        Reply answer = isKnown(reply) ? reply.notModified() : reply;
        response.setStatus(answer.status());
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Added, because the host may vary by something else, too.
        response.addHeader("Vary", "Cookie");
        // A stream lasts for minutes, so that it may well be the last answer on its connection, which spares each event
        // the
        // frame of a chunk.
        if ((bodyIsLate || streams) && body.isHttp1()) {
            response.setHeader("Connection", "close");
        }
        if (answer.hasBody()) {
            response.setContentType("application/json");
        }
        answer.headers().forEach(response::setHeader);
        if (answer.hasBody()) {
            // Tomcat closes the input, too, when it has written so much; HTTP/2 shows an end without it.
            if (!bodyIsLate || body.isHttp1()) {
                answer.length().ifPresent(response::setContentLength);
            }
            if (!method().equals("HEAD")) {
                answer.writeBodyTo(response.getOutputStream());
            }
        }
        if (bodyIsLate && !streams) {
            sendNow(answer);
            LateBody.discard(request);
        }
    }

    /** Not by closing the output: Tomcat would close the input with it. */
    private void sendNow(Reply answer) throws IOException {
        if (body.isHttp1() && !answer.hasBody() && answer.status() != 204 && answer.status() != 304) {
            response.setContentLength(0);
        }
        response.flushBuffer();
    }

    private boolean isKnown(Reply reply) {
        return Optional.ofNullable(reply.headers().get("ETag"))
                .flatMap(tag -> header("If-None-Match").filter(known -> EntityTag.isAmong(tag, known)))
                .isPresent();
    }
}
