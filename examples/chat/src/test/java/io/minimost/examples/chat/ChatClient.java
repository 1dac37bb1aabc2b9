package io.minimost.examples.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An HTTP client of a chat, with the cookies of one user. */
final class ChatClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http;
    private final String url;

    ChatClient(ChatServer server) {
        this(HttpClient.newBuilder().cookieHandler(new CookieManager()).build(), server.url());
    }

    private ChatClient(HttpClient http, String url) {
        this.http = http;
        this.url = url;
    }

    /** The same user, with the same cookies, at another node. */
    ChatClient at(ChatServer node) {
        return at(node.url());
    }

    /** The same, at a node with this address. */
    ChatClient at(String address) {
        return new ChatClient(http, address);
    }

    /** A client that is signed in as {@code name}. */
    static ChatClient signedIn(ChatServer server, String name) {
        ChatClient client = new ChatClient(server);
        HttpResponse<String> response = client.post("login", "user", name);
        if (response.statusCode() != 200) {
            throw new AssertionError(name + " cannot sign in: " + response.body());
        }
        client.report("active");
        return client;
    }

    /** As the page does. */
    void report(String state) {
        int status = postJson("presence", "{\"state\":\"" + state + "\"}").statusCode();
        if (status != 204) {
            throw new AssertionError("presence: " + status);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    /** Posts a form of one field. */
    HttpResponse<String> post(String path, String field, String value, String... headers) {
        return postRaw(
                path, BodyPublishers.ofString(field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)), headers);
    }

    HttpResponse<String> postRaw(String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request =
                request(path).POST(body).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpResponse<String> postJson(String path, String json) {
        return send(request(path).POST(BodyPublishers.ofString(json)).header("Content-Type", "application/json"));
    }

    HttpResponse<String> post(String path) {
        return send(request(path).POST(BodyPublishers.noBody()));
    }

    /** Opens an event stream; {@code query} begins with a question mark, or is empty. */
    ChatStream stream(String query, String... headers) {
        HttpRequest.Builder request = request("events" + query);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new ChatStream(send(request, BodyHandlers.ofInputStream()).body());
    }

    /** Returns the JSON that a {@code GET} answers. */
    JsonNode json(String path) {
        return parse(get(path));
    }

    /** Creates a private channel and returns its number. */
    long createChannel(String name, String... members) {
        ArrayNode names = JSON.createArrayNode();
        List.of(members).forEach(names::add);
        String body = JSON.createObjectNode()
                .put("name", name)
                .<ObjectNode>set("members", names)
                .toString();
        return parse(postJson("private_channels/create", body)).get("id").asLong();
    }

    /** Adds a user to a private channel, or removes them from it. */
    HttpResponse<String> member(String action, long channel, String user) {
        return postJson("private_channels/%d/%s_member".formatted(channel, action), "{\"username\":\"" + user + "\"}");
    }

    private static JsonNode parse(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(response.statusCode() + " " + response.body(), e);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return http.send(request.build(), body);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }
}
