package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

interface MethodsOverHttp extends HttpFixture {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/typing/general    | PUT PATCH FOO get         | POST, GET, DELETE, HEAD, OPTIONS",
                "/presence          | GET HEAD PUT DELETE PATCH | POST, OPTIONS",
                "/presence/override | PUT DELETE PATCH          | POST, GET, HEAD, OPTIONS",
                "/presence/status   | POST PATCH                | GET, PUT, DELETE, HEAD, OPTIONS",
                "/presence/users    | POST PUT DELETE PATCH     | GET, HEAD, OPTIONS",
                "/presence/privacy  | POST DELETE PATCH         | GET, PUT, HEAD, OPTIONS",
                "/online_users      | POST PUT DELETE PATCH     | GET, HEAD, OPTIONS",
                "/mark_read/general | GET HEAD PUT DELETE PATCH | POST, OPTIONS",
                "/read_receipts/general            | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/read_watermarks/general          | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/last_read/general                | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/mark_read_privately/general      | GET HEAD PUT DELETE | POST, OPTIONS",
                "/mark_unread/1                    | GET HEAD PUT DELETE | POST, OPTIONS",
                "/mark_delivered/general           | GET HEAD PUT DELETE | POST, OPTIONS",
                "/delivered_watermarks/general     | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/read_points                      | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/react/1                          | GET HEAD PUT DELETE | POST, OPTIONS",
                "/react/abc                        | GET HEAD PUT DELETE | POST, OPTIONS",
                "/private_channels                 | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/private_channels/create          | GET HEAD PUT DELETE | POST, OPTIONS",
                "/private_channels/1/rename        | GET HEAD PUT DELETE | POST, OPTIONS",
                "/private_channels/1/add_member    | GET HEAD PUT DELETE | POST, OPTIONS",
                "/private_channels/1/remove_member | GET HEAD PUT DELETE | POST, OPTIONS",
                "/private_channels/1/leave         | GET HEAD PUT DELETE | POST, OPTIONS",
                "/private_channels/1/members       | POST PUT DELETE     | GET, HEAD, OPTIONS",
                "/channel_members/general          | POST PUT DELETE     | GET, HEAD, OPTIONS"
            })
    default void wrongMethod_isNotAllowed(String path, String methods, String allow) {
        for (String method : List.of(methods.split(" "))) {
            ClientResponse response = as("alice").method(method, path).hasStatus(405);
            assertThat(response.header("Allow")).contains(allow);
            if (!method.equals("HEAD")) {
                assertThat(response.error(405)).isEqualTo("method not allowed");
            }
        }
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/typing/general    | POST, GET, DELETE, HEAD, OPTIONS",
                "/presence          | POST, OPTIONS",
                "/presence/override | POST, GET, HEAD, OPTIONS",
                "/online_users      | GET, HEAD, OPTIONS"
            })
    default void options_saysWhatIsAllowed(String path, String allow) {
        for (Http client : List.of(http(), as("alice"))) {
            assertThat(client.method("OPTIONS", path).isNoContent().header("Allow"))
                    .contains(allow);
        }
    }

    @Test
    default void trace_isNotAllowed() {
        ClientResponse response =
                raw().send("TRACE", "/typing/general", "X-Secret: s3cret").hasStatus(405);

        assertThat(response.body()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/typing/general",
                "/presence/override",
                "/presence/status",
                "/presence/users?user=bob",
                "/presence/privacy",
                "/online_users",
                "/read_receipts/general",
                "/read_watermarks/general",
                "/last_read/general",
                "/delivered_watermarks/general",
                "/read_points",
                "/private_channels",
                "/private_channels/1/members",
                "/channel_members/general",
                "/calls/incoming",
                "/calls/active?channel=dm:alice:bob",
                "/screenshare/active?channel=general"
            })
    default void head_isGetWithoutBody(String path) {
        store().channels().create("Team", "alice", List.of("bob"));
        store().typing().start("bob", "general");

        ClientResponse get = as("alice").get(path).hasStatus(200);
        ClientResponse head = as("alice").method("HEAD", path).hasStatus(200);

        assertThat(head.body()).isEmpty();
        for (String name :
                List.of("Content-Type", "Content-Length", "ETag", "Cache-Control", "Vary", "X-Content-Type-Options")) {
            assertThat(head.header(name)).as(name).isPresent().isEqualTo(get.header(name));
        }
    }

    @Test
    default void head_ofAnErrorHasNoBody() {
        ClientResponse response = http().method("HEAD", "/online_users").hasStatus(401);

        assertThat(response.body()).isEmpty();
        assertThat(response.header("Content-Length")).isPresent();
    }
}
