package io.minimost.presence.servlet;

import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.BodyLimits;
import io.minimost.presence.servlet.http.HttpExchange;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.ResponseStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of a container and its response. Apart from code of the host, nothing else uses the two. */
final class ServletHttpExchange implements HttpExchange {
    /**
     * A container may keep so much memory for each stream, of which there are thousands. Jetty also writes longer events in pieces of
     * this length, each with a call of the system; and its pool gives nothing shorter, unless it was set up to.
     */
    private static final int STREAM_BUFFER_BYTES = 4096;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final CurrentUser currentUser;
    private final BodyLimits limits;
    private final RequestBody body;
    private final long arrival;
    private @Nullable ServletResponseStream stream;

    /** @param arrival the {@link EventHub#arrival} when the request arrived */
    ServletHttpExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            CurrentUser currentUser,
            BodyAdmission bodies,
            long arrival) {
        this.currentUser = currentUser;
        this.request = request;
        this.response = response;
        limits = bodies.limits();
        body = new RequestBody(request, bodies);
        this.arrival = arrival;
    }

    @Override
    public long arrival() {
        return arrival;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String uri() {
        return request.getRequestURI();
    }

    @Override
    public String contextPath() {
        return request.getContextPath();
    }

    @Override
    public String scheme() {
        return request.getScheme();
    }

    @Override
    public Optional<String> header(String name) {
        String value = request.getHeader(name);
        // Most are absent, and this is the faster question. A wrapper of the host may answer it alone.
        Enumeration<String> values = value == null ? null : request.getHeaders(name);
        boolean isListed = values != null && values.hasMoreElements();
        return isListed ? Optional.of(String.join(", ", Collections.list(values))) : Optional.ofNullable(value);
    }

    @Override
    public Optional<String> user() {
        return currentUser.of(request);
    }

    @Override
    public String query() {
        String query = request.getQueryString();
        return query == null ? "" : query;
    }

    @Override
    public byte[] body(String user) {
        return body.read(user, limits.maxBytes());
    }

    @Override
    public byte[] media(String user) {
        return body.read(user, limits.maxMediaBytes());
    }

    @Override
    public Map<String, String[]> consumedForm() {
        return request.getContentLengthLong() > 0 ? request.getParameterMap() : Map.of();
    }

    @Override
    public ResponseStream openStream() {
        ServletResponseStream opened = new ServletResponseStream();
        stream = opened;
        return opened;
    }

    @Override
    public boolean isAsyncSupported() {
        return request.isAsyncSupported();
    }

    /** Sends {@code answer} with the headers that all responses have. */
    void send(Response answer) throws IOException {
        ServletResponseStream opened = stream;
        if (opened == null || !answer.isStream()) {
            write(answer, false);
            return;
        }
        boolean begun = false;
        try {
            write(answer, true);
            response.setBufferSize(Math.min(STREAM_BUFFER_BYTES, response.getBufferSize()));
            opened.begin(request.startAsync());
            begun = true;
        } finally {
            if (!begun) {
                opened.abandon();
            }
        }
    }

    private void write(Response full, boolean streams) throws IOException {
        boolean bodyIsLate = !body.discardArrived();
        Response answer = full.isTagged() ? full.unless(header("If-None-Match")) : full;
        response.setStatus(answer.status());
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (!answer.isPublic()) {
            // Added, because the host may set other values.
            response.addHeader("Vary", "Cookie");
        }
        // A stream lasts for minutes. Without keep-alive, its events need no chunk framing.
        if ((bodyIsLate || streams) && body.isHttp1()) {
            response.setHeader("Connection", "close");
        }
        if (answer.hasBody()) {
            response.setContentType("application/json");
        }
        answer.headers().forEach(response::setHeader);
        if (answer.hasBody()) {
            // After that many bytes Tomcat also closes the input. HTTP/2 marks the end without a length.
            if (!bodyIsLate || body.isHttp1()) {
                answer.length().ifPresent(response::setContentLength);
            }
            if (!method().equals("HEAD")) {
                answer.body().writeTo(response.getOutputStream());
            }
        }
        if (bodyIsLate && !streams) {
            flush(answer);
            BodyDiscarder.discard(request);
        }
    }

    /** Does not close the output, because Tomcat would also close the input. */
    private void flush(Response answer) throws IOException {
        if (body.isHttp1() && !answer.hasBody() && answer.status() != 204 && answer.status() != 304) {
            response.setContentLength(0);
        }
        response.flushBuffer();
    }
}
