package io.minimost.presence.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A well-behaved HTTP client, with headers that it sends each time. Immutable. */
final class Http {
    private static final HttpClient HTTP_1 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final HttpClient HTTP_2 =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

    private final int port;
    private final HttpClient.Version version;
    private final Map<String, String> headers;

    Http(int port, Map<String, String> headers) {
        this(port, HttpClient.Version.HTTP_1_1, headers);
    }

    Http(int port, HttpClient.Version version, Map<String, String> headers) {
        this.port = port;
        this.version = version;
        this.headers = headers;
    }

    Http as(String user) {
        return with("X-User", user);
    }

    Http with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Http(port, version, more);
    }

    ClientResponse get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    ClientResponse post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    ClientResponse delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    ClientResponse method(String method, String path) {
        return send(method, path, BodyPublishers.noBody());
    }

    ClientResponse postJson(String path, String json) {
        return with("Content-Type", "application/json").postBytes(path, json.getBytes(StandardCharsets.UTF_8));
    }

    ClientResponse putJson(String path, String json) {
        return with("Content-Type", "application/json")
                .send("PUT", path, BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** As an HTML form sends one field. */
    ClientResponse postForm(String path, String field, String value) {
        String body = field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return with("Content-Type", "application/x-www-form-urlencoded")
                .postBytes(path, body.getBytes(StandardCharsets.US_ASCII));
    }

    ClientResponse postBytes(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body));
    }

    private ClientResponse send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        headers.forEach(request::header);
        try {
            HttpClient client = version == HttpClient.Version.HTTP_2 ? HTTP_2 : HTTP_1;
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            Map<String, String> received = new LinkedHashMap<>();
            response.headers()
                    .map()
                    .forEach((name, values) -> received.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
            ClientResponse answer = new ClientResponse(response.statusCode(), received, response.body());
            DocumentedAnswers.check(method, path, answer);
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(method + " " + path, e);
        }
    }
}
