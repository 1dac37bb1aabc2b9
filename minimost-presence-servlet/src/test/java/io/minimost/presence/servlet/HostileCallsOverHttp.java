package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.media.MediaLimits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every route of calls and screen shares, with hostile input. Nothing may fail, and nothing be stored. */
interface HostileCallsOverHttp extends TeamFixture {
    List<String> BODIES = List.of(
            "",
            "\u0000",
            "null",
            "[]",
            "{",
            "\"x\"",
            "{\"channel\":5,\"username\":5,\"to\":5,\"type\":5,\"payload\":5,\"on\":5}",
            "{\"channel\":[],\"username\":{},\"to\":[],\"type\":[],\"payload\":[],\"on\":[]}",
            "{\"channel\":\"a\\u0000b\",\"username\":\"a\\u0000b\",\"to\":\"a\\u0000b\",\"type\":\"offer\",\"payload\":1,\"on\":\"\"}",
            "{\"channel\":\"\\ud800\",\"username\":\"\\ud800\",\"to\":\"\\ud800\",\"type\":\"offer\",\"payload\":1,\"on\":\"on\"}",
            "{\"channel\":\"private:01\",\"username\":\"a:b\",\"to\":\"b:screen\",\"type\":\"offer\",\"payload\":1,\"on\":1}",
            "{\"channel\":\"private:9223372036854775808\",\"username\":\"" + "x".repeat(65) + "\",\"to\":\""
                    + "x".repeat(60_000) + "\",\"type\":\"offer\",\"payload\":1,\"on\":\"false\"}",
            "{\"channel\":\"\",\"username\":\"\",\"to\":\"\",\"type\":\"\",\"payload\":null,\"on\":{}}",
            "{\"on\":false,\"on\":true,\"channel\":\"dm:bob:alice\"}",
            "{\"on\":0,\"payload\":" + "[".repeat(60_000),
            "{\"on\":0,\"payload\":\"" + "x".repeat(70_000) + "\"}",
            "{\"channel\":\"dm:alice\",\"username\":\" \",\"to\":\"bob\",\"type\":\"offer\",\"payload\":\""
                    + "x".repeat(60_000) + "\",\"on\":\"\"}",
            "{\"channel\":1e999999999,\"username\":1e999999999,\"to\":\"bob\",\"type\":\"offer\",\"payload\":1e999,\"on\":1e9}");

    List<String> TYPES = List.of("application/json", "text/plain", "application/x-www-form-urlencoded", ";", "x");

    @Test
    default void hostileBodies_ofCallRoutes_areRejectedAndStoreNothing() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);

        for (CallRequest request : CallRequest.JSON) {
            String path = request.about(call, share).path();
            for (String type : TYPES) {
                for (String body : BODIES) {
                    ClientResponse response = as("alice")
                            .with("Content-Type", type)
                            .postBytes(path, body.getBytes(StandardCharsets.ISO_8859_1));
                    assertThat(response.status())
                            .as("%s %s %.80s: %s", path, type, body, response)
                            .isBetween(400, 499);
                    assertThat(response.body()).hasSizeLessThan(500);
                }
            }
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void hostileHeadersOfMedia_storeNothing() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);

        for (String path : List.of("/calls/" + call + "/media", "/screenshare/" + share + "/media")) {
            for (String mime : List.of(
                    "text/html", "\"", ";", "video/webm;codecs=\"", "x".repeat(4000), "video/webm, text/html")) {
                ClientResponse response =
                        as("alice").with("X-Init", "1").with("X-Mime", mime).postBytes(path, new byte[] {1});
                assertThat(response.badInput("X-Mime")).hasSizeLessThan(300);
            }
            assertThat(as("alice")
                            .postBytes(path, new byte[MediaLimits.DEFAULT.maxChunkBytes() + 1])
                            .status())
                    .isEqualTo(413);
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void hostileIds_neverStoreNorFail() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);
        List<String> ids = List.of(
                "..",
                "%2e%2e",
                ";x",
                "%2F",
                "%00",
                "",
                "%20",
                "%",
                "\\",
                "\u00E9",
                "?x",
                "%27%20OR%201=1--",
                "x".repeat(4000));

        for (CallRequest request :
                CallRequest.all().filter(CallRequest::isAboutAnId).toList()) {
            for (String id : ids) {
                for (String path : List.of(
                        request.about(id, id).path(),
                        request.about(call + id, share + id).path(),
                        request.about(call, share).path().replaceAll("\\?.*", "") + "/" + id)) {
                    if (!path.equals(request.about(call, share).path())) {
                        ClientResponse response = raw().send(request.method(), path);
                        assertThat(response.isFromHost() || response.status() / 100 == 4)
                                .as("%s %s is the host's or refused: %s", request.method(), path, response)
                                .isTrue();
                    }
                }
            }
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void hostileQueries_neverFail() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);
        List<String> queries = List.of(
                "after=9223372036854775808&channel=private:01&sender=alice:x",
                "after=x&channel=%00&sender=%00",
                "%zz",
                "after=%",
                "channel=%ff%fe&after=%ff&sender=%ff:screen",
                "&=&=&=&after=&channel=&sender=",
                "after=" + "9".repeat(3000) + "&channel=" + "x".repeat(300) + "&sender=" + "x".repeat(65));

        for (CallRequest request :
                CallRequest.all().filter(request -> !request.isPost()).toList()) {
            String path = request.about(call, share).path().replaceAll("\\?.*", "");
            boolean readsTheQuery = !path.endsWith("/state") && !path.endsWith("/incoming");
            for (String query : queries) {
                ClientResponse response = raw().send("GET", path + "?" + query);
                assertThat(response.status())
                        .as("%s?%s: %s", path, query, response)
                        .isIn(readsTheQuery ? List.of(400, 403) : List.of(200, 400));
            }
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }
}
