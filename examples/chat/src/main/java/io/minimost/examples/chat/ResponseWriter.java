package io.minimost.examples.chat;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the answers of this chat, in MiniMost's form: JSON for data, plain text for {@code ok} and most errors. */
final class ResponseWriter {
    private ResponseWriter() {}

    static void json(HttpServletResponse response, Object body) throws IOException {
        json(response, HttpServletResponse.SC_OK, body);
    }

    static void text(HttpServletResponse response, int status, String text) throws IOException {
        write(response, status, "text/plain", text);
    }

    static void error(HttpServletResponse response, int status, String problem) throws IOException {
        json(response, status, Map.of("error", problem));
    }

    private static void json(HttpServletResponse response, int status, Object body) throws IOException {
        write(response, status, "application/json", ChatJson.text(body));
    }

    private static void write(HttpServletResponse response, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
