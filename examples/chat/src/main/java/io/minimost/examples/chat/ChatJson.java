package io.minimost.examples.chat;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.minimost.presence.values.EpochSeconds;
import java.io.IOException;

/** Encodes the JSON of this chat. */
final class ChatJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(Double.class, new SecondsSerializer()))
            .build();

    private ChatJson() {}

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + value, e);
        }
    }

    /** Times are written as Python prints them, without an exponent: a client sends them back to us. */
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
