package io.minimost.presence.benchmarks.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A request as it is sent, and the status of its answer. Its buffer may be used by one thread.
 *
 * @param bytes direct, so that nothing is copied to send it
 */
public record HttpRequest(ByteBuffer bytes, int status) {
    /** What a browser sends with each request, but for one line. */
    private static final String HEAD = """
            %s %s HTTP/1.1\r
            Host: chat.example.org\r
            Accept: */*\r
            Accept-Encoding: gzip, deflate, br, zstd\r
            Cookie: session=node0w3x8hqyn2f0s1tq5b6u7c9d0e1.node0\r
            Sec-Fetch-Site: same-origin\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36\r
            %s: %s\r
            %s\r
            """;

    /** A request without a body, of which a header is {@code header}; none if that is empty. */
    public static HttpRequest of(String method, String target, String user, String header, int status) {
        String lines = header.isEmpty() ? "" : header + "\r\n";
        return ofText(HEAD.formatted(method, target, HttpServerMain.USER_HEADER, user, lines), status);
    }

    /** {@code GET} of {@code target}, which is answered with a body. */
    public static HttpRequest get(String target, String user) {
        return of("GET", target, user, "", 200);
    }

    /** {@code POST} to {@code target}, which is answered with 204. */
    public static HttpRequest post(String target, String user) {
        return of("POST", target, user, "Content-Length: 0", 204);
    }

    /** {@code POST} of JSON to {@code target}, which is answered with 204. */
    public static HttpRequest post(String target, String user, String json) {
        String lines = "Content-Type: application/json\r\nContent-Length: %d\r\n".formatted(json.length());
        return ofText(HEAD.formatted("POST", target, HttpServerMain.USER_HEADER, user, lines) + json, 204);
    }

    /** {@code GET} of what does not change. It is answered with this status and so many bytes. */
    public static HttpRequest constant(int status, int bytes) {
        return of("GET", ConstantFilter.target(status, bytes), "user-000000", "", status);
    }

    /** {@code POST} that does nothing, and is answered with 204. */
    public static HttpRequest constantPost() {
        return post(ConstantFilter.target(204, 0), "user-000000");
    }

    private static HttpRequest ofText(String text, int status) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new HttpRequest(
                ByteBuffer.allocateDirect(bytes.length).put(bytes).flip(), status);
    }
}
