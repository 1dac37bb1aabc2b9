package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the pages of other sites make a browser send. */
interface CrossOriginOverHttp extends HttpFixture {
    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    default void write_fromOwnSite_isAllowed(String site) {
        as("alice").with("Sec-Fetch-Site", site).post("/typing/general").isNoContent();
        as("alice")
                .with("Sec-Fetch-Site", site)
                .with("Origin", "https://other.example")
                .delete("/typing/general")
                .isNoContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "", "SAME-ORIGIN", "same-origin, cross-site"})
    default void write_fromOtherSite_isRejected(String site) {
        ClientResponse response = raw().send("POST", "/typing/general", "Sec-Fetch-Site: " + site);

        assertThat(response.error(403)).contains("cross-origin");
        raw().send("DELETE", "/typing/general", "Sec-Fetch-Site: " + site, ownOrigin())
                .error(403);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void write_fromOwnOrigin_isAllowed() {
        raw().send("POST", "/typing/general", ownOrigin()).isNoContent();
        raw().send("DELETE", "/typing/general", ownOrigin().replace("localhost", "LOCALHOST"))
                .isNoContent();
    }

    @Test
    default void write_fromOwnOriginOnUsualPort_isAllowed() {
        postTo("my-chat.example", "http://my-chat.example:80").isNoContent();
        postTo("my-chat.example:80", "http://my-chat.example").isNoContent();
        postTo("my-chat.example", "http://my-chat.example:443").error(403);
        postTo("my-chat.example", "https://my-chat.example").error(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://other.example",
                "http://localhost",
                "http://localhost:1",
                "http://localhost.other.example",
                "localhost",
                "",
                "http://user@localhost",
                "http://localhost/x"
            })
    default void write_fromOtherOrigin_isRejected(String origin) {
        raw().send("POST", "/typing/general", "Origin: " + origin).error(403);
        assertThat(changes()).isEmpty();
    }

    /** Two origins that cannot be read are not the same. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "x", "http://localhost"})
    default void write_fromSomeOrigin_toAHostThatIsNotSaid_isRejected(String origin) {
        ClientResponse response =
                raw().sendLines("POST /typing/general HTTP/1.0", "X-User: alice", "Origin: " + origin, "");

        assertThat(response.error(403)).contains("cross-origin");
        assertThat(changes()).isEmpty();
    }

    /** A proxy that changes Host or the scheme is the usual reason, so the answer says what was compared. */
    @Test
    default void refusal_namesBothOrigins_butOnlyAsOrigins() {
        assertThat(postTo("inside.example:8080", "https://Chat.example:443").error(403))
                .contains("https://chat.example,", "http://inside.example:8080", "trustedOrigins");
        assertThat(as("alice")
                        .with("Sec-Fetch-Site", "cross-site")
                        .with("Origin", "https://other.example")
                        .post("/typing/general")
                        .error(403))
                .contains("https://other.example,", "not the same", "http://localhost");
        assertThat(postTo("inside.example", "<script>").error(403))
                .contains("an unknown origin")
                .doesNotContain("script");
    }

    @Test
    default void write_fromOwnHostByOtherScheme_isRejected() {
        raw().send("POST", "/typing/general", ownOrigin().replace("http:", "https:"))
                .error(403);
    }

    @Test
    default void write_fromOwnOriginBehindTls_isAllowed() {
        String secure = ownOrigin().replace("http:", "https:");

        raw().send("POST", "/typing/general", "X-Forwarded-Proto: https", secure)
                .isNoContent();
        raw().send("POST", "/typing/general", "X-Forwarded-Proto: https", ownOrigin())
                .error(403);
    }

    @Test
    default void write_fromTrustedOrigin_isAllowed() {
        configure(
                builder -> builder.publicChannels("general").trustedOrigins("https://Chat.example:443", "http://x:81"));

        as("alice")
                .with("Origin", "https://chat.example")
                .post("/typing/general")
                .isNoContent();
        as("alice")
                .with("Origin", "http://x:81")
                .with("Sec-Fetch-Site", "cross-site")
                .post("/typing/general")
                .isNoContent();
        as("alice")
                .with("Origin", "http://x:82")
                .with("Sec-Fetch-Site", "cross-site")
                .post("/typing/general")
                .error(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mark_read/general",
                "/react/1",
                "/private_channels/create",
                "/private_channels/1/rename",
                "/private_channels/1/add_member",
                "/private_channels/1/remove_member",
                "/private_channels/1/leave"
            })
    default void write_fromFormOfOtherSite_isRejectedOnEachRoute(String path) {
        configure(builder ->
                builder.publicChannels("general").messages(new TestMessages().with(1, "general", 1716000000.0, "bob")));
        store().channels().create("Team", "alice", List.of("bob"));
        changes().clear();

        Http browser = as("alice").with("Sec-Fetch-Site", "cross-site").with("Origin", "https://other.example");
        assertThat(browser.postForm(path, "reaction", "rocket").error(403)).contains("cross-origin");
        assertThat(as("alice")
                        .with("Origin", "https://other.example")
                        .postForm(path, "reaction", "rocket")
                        .error(403))
                .contains("cross-origin");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void write_byNoBrowser_isAllowed() {
        as("alice").postJson("/presence", "{\"state\":\"idle\"}").isNoContent();
    }

    @Test
    default void read_fromOtherSite_isAllowed() {
        as("alice")
                .with("Sec-Fetch-Site", "cross-site")
                .with("Origin", "null")
                .get("/online_users")
                .isJson("{}");
    }

    @Test
    default void write_fromOtherSite_isRejectedBeforeUserAndBody() {
        http().with("Sec-Fetch-Site", "cross-site").post("/typing/general").error(403);
        http().with("Sec-Fetch-Site", "cross-site").postJson("/presence", "{").error(403);

        configure(builder -> builder.currentUser(request -> Optional.of("a:b")));
        assertThat(http().with("Sec-Fetch-Site", "cross-site")
                        .post("/typing/general")
                        .error(403))
                .contains("cross-origin");
    }

    private ClientResponse postTo(String host, String origin) {
        return raw().sendLines(
                        "POST /typing/general HTTP/1.1",
                        "Host: " + host,
                        "X-User: alice",
                        "Origin: " + origin,
                        "Connection: close",
                        "");
    }

    private String ownOrigin() {
        return "Origin: http://localhost:" + raw().port();
    }
}
