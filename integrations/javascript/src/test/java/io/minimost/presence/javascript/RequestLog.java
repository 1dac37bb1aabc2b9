package io.minimost.presence.javascript;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what the browsers ask for, counts the streams that are open, and refuses what a test says. */
final class RequestLog extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient List<String> lines = new CopyOnWriteArrayList<>();
    private final AtomicInteger openStreams = new AtomicInteger();
    private final AtomicInteger mostStreams = new AtomicInteger();
    private final transient Map<String, Refusal> refusals = new ConcurrentHashMap<>();

    /** @param retryAfter the header, in seconds; 0 if there is none */
    record Refusal(int status, int retryAfter) {}

    /** For example {@code POST /typing/general}, without the prefix. */
    List<String> of(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).toList();
    }

    int openStreams() {
        return openStreams.get();
    }

    int mostStreams() {
        return mostStreams.get();
    }

    /** From now on refuses requests that begin with this. */
    void refuse(String start, int status, int retryAfter) {
        refusals.put(start, new Refusal(status, retryAfter));
    }

    /** As a proxy does while its server restarts: it does not say when to try again. */
    void refuse(String start, int status) {
        refuse(start, status, 0);
    }

    void accept(String start) {
        refusals.remove(start);
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String line = request.getMethod() + " "
                + request.getRequestURI().replaceFirst("^" + TestHost.PREFIX, "")
                + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
        lines.add(line);
        for (Map.Entry<String, Refusal> refusal : refusals.entrySet()) {
            if (line.startsWith(refusal.getKey())) {
                response.setStatus(refusal.getValue().status());
                if (refusal.getValue().retryAfter() > 0) {
                    response.setIntHeader("Retry-After", refusal.getValue().retryAfter());
                }
                return;
            }
        }
        chain.doFilter(request, response);
        if (request.isAsyncStarted() && line.startsWith("GET /events")) {
            int open = openStreams.incrementAndGet();
            mostStreams.accumulateAndGet(open, Math::max);
            try {
                request.getAsyncContext().addListener(new Ended());
            } catch (IllegalStateException ended) {
                openStreams.decrementAndGet();
            }
        }
    }

    private final class Ended implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            openStreams.decrementAndGet();
        }

        @Override
        public void onTimeout(AsyncEvent event) {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
