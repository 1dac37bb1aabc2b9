package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStoreBuilder;
import io.minimost.presence.media.MediaLimits;
import io.minimost.presence.push.EventHubBuilder;
import io.minimost.presence.servlet.PresenceFilterBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.mock.env.MockEnvironment;

class PresencePropertiesTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "spring-boot.md");

    private final PresenceProperties defaults =
            Binder.get(new MockEnvironment()).bindOrCreate("minimost.presence", PresenceProperties.class);

    @Test
    void defaults_areThoseOfTheStore() {
        assertThat(defaults.readers()).isEqualTo(PresenceStoreBuilder.DEFAULT_READERS);
        assertThat(defaults.busyTimeout()).isEqualTo(PresenceStoreBuilder.DEFAULT_BUSY_TIMEOUT);
        assertThat(defaults.typingWindow()).isEqualTo(PresenceStoreBuilder.DEFAULT_TYPING_WINDOW);
        assertThat(defaults.onlineWindow()).isEqualTo(PresenceStoreBuilder.DEFAULT_ONLINE_WINDOW);
        assertThat(defaults.sessionLease()).isEqualTo(PresenceStoreBuilder.DEFAULT_SESSION_LEASE);
        assertThat(defaults.presenceRetention()).isEqualTo(PresenceStoreBuilder.DEFAULT_PRESENCE_RETENTION);
        assertThat(defaults.receiptRetention()).isNull();
        assertThat(defaults.emptyChannelRetention()).isEqualTo(PresenceStoreBuilder.DEFAULT_EMPTY_CHANNEL_RETENTION);
        assertThat(defaults.callRetention()).isEqualTo(PresenceStoreBuilder.DEFAULT_CALL_RETENTION);
        assertThat(defaults.factRetention()).isEqualTo(PresenceStoreBuilder.DEFAULT_FACT_RETENTION);
        assertThat(defaults.maxFacts()).isEqualTo(PresenceStoreBuilder.DEFAULT_MAX_FACTS);
        assertThat(defaults.maxAsyncCalls()).isEqualTo(PresenceStoreBuilder.DEFAULT_MAX_ASYNC_CALLS);
        assertThat(defaults.postgres().schema()).isEqualTo(PresenceStoreBuilder.DEFAULT_POSTGRES_SCHEMA);
        assertThat(defaults.answerMemory().toBytes()).isEqualTo(PresenceFilterBuilder.DEFAULT_ANSWER_MEMORY);
        assertThat(defaults.limits().maxMediaSize().toBytes()).isEqualTo(MediaLimits.DEFAULT.maxChunkBytes());
        assertThat(defaults.limits().streamsPerUser()).isEqualTo(EventHubBuilder.DEFAULT_MAX_CONNECTIONS_OF_USER);
        assertThat(defaults.limits().streamsInTotal()).isEqualTo(EventHubBuilder.DEFAULT_MAX_CONNECTIONS);
    }

    @ParameterizedTest
    @MethodSource
    void everyProperty_isDescribedForEditorsAndInTheDocument(Map<String, Object> property) throws IOException {
        String name = Objects.toString(property.get("name"));

        assertThat(property.get("description")).as(name).isNotNull();
        assertThat(Files.readAllLines(DOCUMENT))
                .as("a row of the table for " + name)
                .anyMatch(line -> line.startsWith("| `" + name.replace("minimost.presence.", "") + "` |"));
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> everyProperty_isDescribedForEditorsAndInTheDocument() {
        try (InputStream metadata =
                PresenceProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            String json = new String(Objects.requireNonNull(metadata).readAllBytes(), StandardCharsets.UTF_8);
            return (List<Map<String, Object>>) Objects.requireNonNull(
                    JsonParserFactory.getJsonParser().parseMap(json).get("properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
