package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {
    private ChatServer server;

    @BeforeEach
    void start(@TempDir Path data) {
        server = ChatServer.start(options(data));
    }

    /** Where the chat keeps its data; subclasses try other places. */
    ChatOptions options(Path data) {
        return new ChatOptions("127.0.0.1", 0, data);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void login_setsACookieThatScriptsAndOtherSitesCannotUse() {
        HttpResponse<String> response = new ChatClient(server).post("login", "user", "alice");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"user\":\"alice\"}");
        assertThat(response.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two words", "a:b", "ä", "<b>", "a\nb", "abcdefghijklmnopqrstuvwxyz-0123456"})
    void login_badName_is400(String name) {
        ChatClient client = new ChatClient(server);

        HttpResponse<String> response = client.post("login", "user", name);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("The name must be 1 to 32 letters");
        assertThat(client.get("me").body()).isEqualTo("{\"user\":null}");
    }

    @Test
    void login_withTheNameOfTheSystem_is400() {
        HttpResponse<String> response = new ChatClient(server).post("login", "user", "System");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEqualTo("The name 'System' is taken by the chat itself.");
    }

    @Test
    void login_withoutAForm_is400() {
        assertThat(new ChatClient(server)
                        .postRaw("login", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void login_sameNameInOtherCase_isTheSamePerson() {
        ChatClient bob = ChatClient.signedIn(server, "bob");
        ChatClient.signedIn(server, "Alice");

        assertThat(ChatClient.signedIn(server, "aLICE").get("me").body()).isEqualTo("{\"user\":\"Alice\"}");
        assertThat(bob.get("users").body()).isEqualTo("[\"Alice\"]");
    }

    @Test
    void login_asSomebodyElse_signsTheFirstOut() {
        ChatClient client = ChatClient.signedIn(server, "alice");

        client.post("login", "user", "bob");
        client.report("active");

        assertThat(client.get("online_users").body())
                .contains("\"alice\":\"offline\"")
                .contains("\"bob\":\"active\"");
    }

    @Test
    void login_givesANewSessionId() {
        ChatClient client = new ChatClient(server);
        String first = client.post("login", "user", "alice")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(client.post("login", "user", "alice").headers().firstValue("Set-Cookie"))
                .isPresent()
                .get()
                .isNotEqualTo(first);
    }

    @Test
    void logout_endsTheSessionAndClearsWhatOthersSee() {
        ChatClient alice = ChatClient.signedIn(server, "alice");
        ChatClient bob = ChatClient.signedIn(server, "bob");
        alice.postRaw("typing/general", BodyPublishers.noBody());
        alice.postJson("presence/override", "{\"override\":\"active\"}");
        assertThat(bob.get("typing/general").body().strip()).isEqualTo("[\"alice\"]");

        alice.postRaw("logout", BodyPublishers.noBody());

        assertThat(bob.get("typing/general").body().strip()).isEqualTo("[]");
        assertThat(bob.get("online_users").body()).contains("\"alice\":\"offline\"");
        assertThat(alice.get("me").body()).isEqualTo("{\"user\":null}");
        assertThat(alice.get("users").statusCode()).isEqualTo(401);
    }

    @Test
    void logout_withoutASession_isOk() {
        assertThat(new ChatClient(server)
                        .postRaw("logout", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "channels", "messages/general", "dms", "unread_count", "private_channels"})
    void anonymous_is401InJson(String path) {
        HttpResponse<String> response = new ChatClient(server).get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.body()).contains("\"error\"");
    }

    @Test
    void login_fromAnotherSite_isRefused() {
        ChatClient client = new ChatClient(server);

        assertThat(client.post("login", "user", "eve", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.post("login", "user", "eve", "Origin", "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        assertThat(client.post("login", "user", "eve", "Origin", server.url().replaceFirst("/$", ""))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void wrongMethod_is405() {
        ChatClient client = ChatClient.signedIn(server, "alice");

        assertThat(client.get("login").statusCode()).isEqualTo(405);
        assertThat(client.get("send/general").statusCode()).isEqualTo(405);
        assertThat(client.postRaw("users", BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
        assertThat(client.postRaw("messages/general", BodyPublishers.noBody()).statusCode())
                .isEqualTo(405);
    }
}
