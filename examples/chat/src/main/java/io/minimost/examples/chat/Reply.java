package io.minimost.examples.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.minimost.presence.values.EpochSeconds;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The answers of this chat, in the form of MiniMost's: JSON for data, bare text for {@code ok} and for what went wrong. */
final class Reply {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new SecondsSerializer()))
            .build();

    private Reply() {}

    static void json(HttpServletResponse response, Object body) throws IOException {
        json(response, HttpServletResponse.SC_OK, body);
    }

    static void text(HttpServletResponse response, int status, String text) throws IOException {
        write(response, status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    static void error(HttpServletResponse response, int status, String problem) throws IOException {
        json(response, status, Map.of("error", problem));
    }

    private static void json(HttpServletResponse response, int status, Object body) throws IOException {
        write(response, status, "application/json", JSON.writeValueAsBytes(body));
    }

    private static void write(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** Times go out as Python prints them, without an exponent: a client sends them back to us. */
    private static final class SecondsSerializer extends StdSerializer<Double> {
        private static final long serialVersionUID = 1L;

        SecondsSerializer() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator generator, SerializerProvider provider) throws IOException {
            generator.writeNumber(EpochSeconds.text(value));
        }
    }
}
