package io.minimost.presence.benchmarks.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The other side: no application in a servlet container can do less. The query has the status and the number of bytes, which are
 * always the same. It looks at nothing else, and sets no header that it need not set.
 */
final class ConstantFilter implements Filter {
    static final String PATH = "/constant";

    private final Map<Integer, byte[]> bodies = new ConcurrentHashMap<>();

    /** The path and query of an answer with a status and as many bytes. */
    static String target(int status, int bytes) {
        return "%s?%d&%d".formatted(PATH, status, bytes);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        String query = ((HttpServletRequest) request).getQueryString();
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setStatus(Integer.parseInt(query, 0, 3, 10));
        byte[] body = bodies.computeIfAbsent(Integer.parseInt(query, 4, query.length(), 10), ConstantFilter::body);
        if (body.length > 0) {
            answer.setContentType("application/json");
            answer.setContentLength(body.length);
            answer.getOutputStream().write(body);
        }
    }

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        Arrays.fill(body, (byte) 'x');
        return body;
    }
}
