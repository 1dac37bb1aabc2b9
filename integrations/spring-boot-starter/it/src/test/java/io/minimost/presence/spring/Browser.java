package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's browser, as far as the server notices: cookies, forms, the headers that a page of the same origin sends. */
final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String origin;

    Browser(int port) {
        origin = "http://localhost:" + port;
    }

    /** Signs in by the form of Spring Security. */
    Browser signIn(String user) throws IOException, InterruptedException {
        HttpResponse<String> answer = submit("/login", "username=" + user + "&password=secret");
        assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("error");
        return this;
    }

    HttpResponse<String> signOut() throws IOException, InterruptedException {
        return submit("/logout", "");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).GET());
    }

    /** What a script of a page sends, which knows no token. */
    HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return send(request(path).header("Content-Type", FORM).POST(BodyPublishers.ofString(form)));
    }

    /** The same from a page of another site. */
    HttpResponse<String> postFromElsewhere(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(origin + path))
                .header("Origin", "https://elsewhere.example")
                .header("Sec-Fetch-Site", "cross-site")
                .POST(BodyPublishers.noBody()));
    }

    EventStream open(String path) {
        return new EventStream(client, request(path).header("Accept", "text/event-stream"));
    }

    /** What a form of a page sends, with its token. */
    private HttpResponse<String> submit(String path, String form) throws IOException, InterruptedException {
        Matcher token = TOKEN.matcher(get(path).body());
        assertThat(token.find()).as("a token in the form " + path).isTrue();
        return post(path, form + "&_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin + path))
                .header("Origin", origin)
                .header("Sec-Fetch-Site", "same-origin");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
