package io.minimost.presence.servlet;

import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.http.BodyAdmission;
import io.minimost.presence.servlet.http.BodyLimits;
import io.minimost.presence.servlet.http.ETag;
import io.minimost.presence.servlet.http.HttpExchange;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.servlet.http.ResponseStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One request of a container and its response. Nothing else touches the two, save what the host supplies. */
final class ServletHttpExchange implements HttpExchange {
    private static final int STREAM_BUFFER_BYTES = 1024;

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final CurrentUser currentUser;
    private final BodyLimits limits;
    private final RequestBody body;
    private final long arrival;
    private @Nullable OpenStream stream;

    /** @param arrival what {@link EventHub#arrival} was when the request came */
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
        List<String> values = Collections.list(request.getHeaders(name));
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
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
    public ResponseStream openStream(ResponseStream.Listener listener) {
        OpenStream opened = new OpenStream(new ServletResponseStream(listener), listener);
        stream = opened;
        return opened.stream();
    }

    private record OpenStream(ServletResponseStream stream, ResponseStream.Listener listener) {}

    @Override
    public boolean isAsyncSupported() {
        return request.isAsyncSupported();
    }

    /** Answers, and adds what goes for all answers. */
    void send(Response reply) throws IOException {
        OpenStream open = stream;
        if (open == null || !reply.isStream()) {
            write(reply);
            return;
        }
        boolean begun = false;
        try {
            write(reply);
            // Thousands of them are open at a time, and what they send is mostly short.
            response.setBufferSize(STREAM_BUFFER_BYTES);
            open.stream().begin(request.startAsync());
            begun = true;
        } finally {
            if (!begun) {
                open.listener().closed();
            }
        }
    }

    private void write(Response reply) throws IOException {
        boolean streams = stream != null && reply.isStream();
        boolean bodyIsLate = !body.skipWhatIsHere();
        Response answer = isKnown(reply) ? reply.notModified() : reply;
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
            BodyDiscarder.discard(request);
        }
    }

    /** Not by closing the output: Tomcat would close the input with it. */
    private void sendNow(Response answer) throws IOException {
        if (body.isHttp1() && !answer.hasBody() && answer.status() != 204 && answer.status() != 304) {
            response.setContentLength(0);
        }
        response.flushBuffer();
    }

    private boolean isKnown(Response reply) {
        return Optional.ofNullable(reply.headers().get("ETag"))
                .flatMap(tag -> header("If-None-Match").filter(known -> ETag.isAmong(tag, known)))
                .isPresent();
    }
}
