package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The user of a request: none, one with an invalid name, an unknown one because the host fails. */
interface CallersOverHttp extends HttpFixture {
    @Test
    default void anonymous_onSoftRoutes_isAnsweredAsIfNothingWereThere() {
        store().typing().start("bob", "general");
        changes().clear();

        http().post("/typing/general").isNoContent();
        http().delete("/typing/general").isNoContent();
        http().get("/typing/general").isJson("[]");
        http().postJson("/presence", "{\"state\":\"active\"}").isNoContent();
        http().postJson("/presence/override", "{\"override\":\"idle\"}").isNoContent();
        http().get("/presence/override").isJson("{\"override\":null}");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void anonymous_isCheckedBeforeChannelAndBody() {
        http().post("/typing/private:01").isNoContent();
        http().get("/typing/unlisted").isJson("[]");
        http().postJson("/presence", "{").isNoContent();
        http().with("Content-Type", "text/plain")
                .postBytes("/presence", new byte[100_000])
                .isNoContent();
    }

    @Test
    default void anonymous_onOnlineUsers_mustSignIn() {
        ClientResponse response = http().get("/online_users");

        assertThat(response.error(401)).isEqualTo("sign in first");
        assertThat(response.header("Location")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /online_users",
        "GET, /presence/status",
        "PUT, /presence/status",
        "DELETE, /presence/status",
        "GET, /presence/users?user=bob",
        "GET, /presence/privacy",
        "PUT, /presence/privacy",
        "POST, /mark_read/general",
        "GET, /read_receipts/general",
        "GET, /read_watermarks/general",
        "GET, /last_read/private:01",
        "POST, /mark_read_privately/general",
        "POST, /mark_unread/1",
        "POST, /mark_delivered/general",
        "GET, /delivered_watermarks/general",
        "GET, /read_points",
        "POST, /react/1",
        "POST, /react/abc",
        "GET, /private_channels",
        "POST, /private_channels/create",
        "POST, /private_channels/1/rename",
        "POST, /private_channels/1/add_member",
        "POST, /private_channels/1/remove_member",
        "POST, /private_channels/1/leave",
        "GET, /private_channels/abc/members",
        "GET, /channel_members/unlisted"
    })
    default void anonymous_onAllOtherRoutes_mustSignInBeforeAnythingElse(String method, String path) {
        store().channels().create("Team", "alice", List.of());
        changes().clear();

        assertThat(http().method(method, path).error(401)).isEqualTo("sign in first");
        configure(builder -> builder.redirectAnonymousTo("/login"));
        assertThat(http().method(method, path).hasStatus(302).header("Location"))
                .contains("/login");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void anonymous_onOnlineUsers_isRedirectedIfHostWantsIt() {
        configure(builder -> builder.redirectAnonymousTo("/login?next=chat"));

        ClientResponse response = http().get("/online_users").hasStatus(302);

        assertThat(response.header("Location")).contains("/login?next=chat");
        assertThat(response.header("Cache-Control")).contains("no-store");
        http().post("/typing/general").isNoContent();
        as("alice").get("/online_users").isJson("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "", " alice", "al\u0000ice", "al\nice", "\uD800"})
    default void userWithImpossibleName_isForbidden(String name) {
        configure(builder -> builder.currentUser(request -> Optional.of(name)).publicChannels("general"));

        for (String path : List.of("/typing/general", "/presence/override", "/online_users")) {
            assertThat(http().get(path).error(403)).startsWith("user name ");
        }
        http().post("/typing/general").error(403);
        http().postJson("/presence", "{\"state\":\"active\"}").error(403);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void currentUserThatThrows_isForbidden() {
        configure(builder -> builder.publicChannels("general").currentUser(request -> {
            throw new IllegalStateException("secret");
        }));

        assertThat(http().get("/online_users").error(403)).isEqualTo("forbidden");
        http().post("/typing/general").error(403);
        assertThat(changes()).isEmpty();
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks does
    default void currentUserThatAnswersNull_isForbidden() {
        configure(builder -> builder.currentUser(request -> null));

        http().get("/online_users").error(403);
        http().post("/typing/general").error(403);
    }

    @Test
    default void channelAccessThatThrows_isForbidden() {
        configure(builder -> builder.channelAccess((user, channel) -> {
            throw new IllegalArgumentException("secret");
        }));

        assertThat(as("alice").get("/typing/general").error(403)).isEqualTo("forbidden");
        as("alice").post("/typing/general").error(403);
        as("alice").delete("/typing/general").error(403);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void defaultCurrentUser_isThePrincipalAndNeverAHeader() {
        configure(builder -> builder.currentUser(CurrentUser.principal()));

        as("alice").with("Remote-User", "alice").get("/online_users").error(401);
    }

    @Test
    default void defaultCurrentUser_takesThePrincipalOrElseTheRemoteUser() {
        Principal alice = () -> "alice";
        configure(builder ->
                builder.currentUser(request -> CurrentUser.principal().of(new HttpServletRequestWrapper(request) {
                    @Override
                    public Principal getUserPrincipal() {
                        return alice;
                    }

                    @Override
                    public String getRemoteUser() {
                        return "bob";
                    }
                })));
        http().postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
        http().get("/online_users").isJson("{\"alice\":\"idle\"}");

        configure(builder ->
                builder.currentUser(request -> CurrentUser.principal().of(new HttpServletRequestWrapper(request) {
                    @Override
                    public String getRemoteUser() {
                        return "bob";
                    }
                })));
        http().postJson("/presence/override", "{\"override\":\"active\"}").isNoContent();
        http().get("/online_users").isJson("{\"alice\":\"idle\",\"bob\":\"active\"}");
    }

    @Test
    default void sessionAttribute_namesTheUser() {
        configure(builder -> builder.currentUser(CurrentUser.sessionAttribute("user")));
        String cookie = http().get("/sign-in?alice").header("Set-Cookie").orElseThrow();
        Http alice = http().with("Cookie", cookie.split(";", 2)[0]);

        alice.postJson("/presence", "{\"state\":\"idle\"}").isNoContent();

        alice.get("/online_users").isJson("{\"alice\":\"idle\"}");
        http().get("/online_users").error(401);
    }

    @Test
    default void noRequest_createsASession() {
        configure(builder -> builder.currentUser(CurrentUser.sessionAttribute("user")));

        for (String path : List.of("/online_users", "/typing/general", "/presence/override")) {
            assertThat(http().get(path).header("Set-Cookie")).isEmpty();
        }
        assertThat(http().post("/typing/general").header("Set-Cookie")).isEmpty();
    }
}
