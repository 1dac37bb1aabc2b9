package io.minimost.presence.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is served and packed. */
class ClientFileTest {
    private static final int MOST_BYTES = 12 * 1024;

    @Test
    void filter_servesTheFile_whichIsSmall(@TempDir Path directory) throws Exception {
        TestHost host = new TestHost(directory.resolve("presence.db"));
        try {
            URI client = URI.create(host.url("127.0.0.1")).resolve("chat/presence-client.js");
            HttpResponse<String> served = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build()
                    .send(HttpRequest.newBuilder(client).build(), BodyHandlers.ofString());

            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(served.uri().getPath()).matches("/chat/presence-client-.+\\.js");
            assertThat(served.body()).isEqualTo(Files.readString(Path.of("presence-client.js")));
            assertThat(zipped(served.body())).isLessThanOrEqualTo(MOST_BYTES);
        } finally {
            host.close();
        }
    }

    @Test
    void npmPackage_hasTheVersionOfTheModule_andNamesFilesThatExist() throws Exception {
        JsonNode json = new JsonMapper().readTree(Path.of("package.json").toFile());

        assertThat(json.path("version").asText()).isEqualTo(System.getProperty("project.version"));
        assertThat(json.path("dependencies").isMissingNode()).isTrue();
        JsonNode exported = json.path("exports").path(".");
        assertThat(exported)
                .hasSize(2)
                .allSatisfy(file -> assertThat(Path.of(file.asText())).exists());
        assertThat(json.path("files"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Path.of(file.asText())).exists());
    }

    private static int zipped(String text) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }
}
