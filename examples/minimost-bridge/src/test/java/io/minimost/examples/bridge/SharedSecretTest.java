package io.minimost.examples.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is believed to be which user. */
class SharedSecretTest {
    private RunningBridge bridge;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        bridge = new RunningBridge(MiniMostInstallation.newest(data, "alice"));
    }

    @AfterEach
    void stop() throws Exception {
        bridge.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/online_users", "/typing/general", "/presence/override", "/events", "/", "/elsewhere"})
    void requestWithoutTheSecret_isUnauthorized_withAUserOrNot(String path) throws Exception {
        assertThat(bridge.ask(path).statusCode()).isEqualTo(401);
        assertThat(bridge.ask(path, "X-MiniMost-User", "alice").statusCode()).isEqualTo(401);
        for (String wrong : new String[] {"", "null", "0123456789abcdeF", "0123456789abcdef0", "0123456789abcde"}) {
            assertThat(bridge.ask(path, "X-MiniMost-User", "alice", "X-MiniMost-Secret", wrong)
                            .statusCode())
                    .as("'%s'", wrong)
                    .isEqualTo(401);
        }
    }

    @Test
    void requestOfTheProxy_isThatOfTheUser() throws Exception {
        assertThat(bridge.post("alice", "/presence", "application/json", "{\"state\":\"active\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(bridge.get("alice", "/online_users").body()).isEqualTo("{\"alice\":\"active\"}\n");
    }

    @Test
    void requestOfTheProxy_withoutAUser_isToSignIn() throws Exception {
        HttpResponse<String> response = bridge.ask("/online_users", "X-MiniMost-Secret", RunningBridge.SECRET);

        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).contains("/login");
        assertThat(bridge.ask("/typing/general", "X-MiniMost-Secret", RunningBridge.SECRET)
                        .body())
                .isEqualTo("[]\n");
    }
}
