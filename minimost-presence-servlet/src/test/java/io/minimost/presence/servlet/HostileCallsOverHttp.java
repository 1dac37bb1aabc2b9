package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.channels.History;
import io.minimost.presence.relay.SignalType;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.values.ChannelId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every route of calls and screen shares, asked by people who have no business there, and with input that nobody means well.
 * Nothing may fail, be stored or be told.
 */
interface HostileCallsOverHttp extends CallFixture {
    String TEAM = "private:1";

    /** A request that would work for somebody who is in the call, or whose share it is. */
    record Request(String method, String path, String body) {
        static Request get(String path) {
            return new Request("GET", path, "");
        }

        static Request post(String path, String body) {
            return new Request("POST", path, body);
        }

        /** The same about the call or share {@code id}. */
        Request about(String call, String share) {
            return new Request(method, path.replace("{call}", call).replace("{share}", share), body);
        }

        String route() {
            return method + " " + path.replaceAll("\\?.*", "");
        }

        boolean isAboutAnId() {
            return path.contains("{");
        }

        boolean isPost() {
            return method.equals("POST");
        }
    }

    String SIGNAL = "{\"to\":\"bob\",\"type\":\"offer\",\"payload\":{\"sdp\":\"v=0\"}}";
    String CHANNEL = "{\"channel\":\"private:1\"}";

    /** Those whose body is a JSON object. */
    List<Request> JSON = List.of(
            Request.post("/calls/initiate", CHANNEL),
            Request.post("/calls/{call}/gone", "{\"username\":\"bob\"}"),
            Request.post("/calls/{call}/invite", "{\"username\":\"dave\"}"),
            Request.post("/calls/{call}/screenshare", "{\"on\":true}"),
            Request.post("/calls/{call}/signal", SIGNAL),
            Request.post("/screenshare/start", CHANNEL),
            Request.post("/screenshare/{share}/signal", SIGNAL));

    /** Those that read no body, or take it as it is. */
    List<Request> OTHERS = List.of(
            Request.post("/calls/{call}/accept", ""),
            Request.post("/calls/{call}/reject", ""),
            Request.post("/calls/{call}/end", ""),
            Request.post("/calls/{call}/media", "data"),
            Request.post("/screenshare/{share}/stop", ""),
            Request.post("/screenshare/{share}/media", "data"),
            Request.get("/calls/incoming"),
            Request.get("/calls/active?channel=private:1"),
            Request.get("/calls/{call}/state"),
            Request.get("/calls/{call}/signals"),
            Request.get("/calls/{call}/media?sender=alice"),
            Request.get("/screenshare/active?channel=private:1"),
            Request.get("/screenshare/{share}/signals"),
            Request.get("/screenshare/{share}/media"));

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

    private static Stream<Request> all() {
        return Stream.concat(JSON.stream(), OTHERS.stream());
    }

    private HttpReply send(Http client, Request request) {
        return request.isPost()
                ? client.with("Content-Type", "application/json")
                        .postBytes(request.path(), request.body().getBytes(StandardCharsets.ISO_8859_1))
                : client.get(request.path());
    }

    private void unlimited() {
        configure(builder -> builder.publicChannels("general")
                .limits(Limits.defaults()
                        .withCalls(Limits.Rate.UNLIMITED)
                        .withSignals(Limits.Rate.UNLIMITED)
                        .withMedia(Limits.Rate.UNLIMITED)));
    }

    /** A team of alice and bob, who talk in its channel. Returns the call's id. */
    private String teamCall() {
        unlimited();
        store().channels().create("Team", "alice", List.of("bob"));
        String call = ring(TEAM);
        store().calls().accept(call, "bob");
        store().calls().send(call, "alice", "bob", SignalType.OFFER, "\"secret\"");
        store().calls().media().append(call, "alice", Optional.empty(), "secret".getBytes(StandardCharsets.US_ASCII));
        return call;
    }

    private String teamShare() {
        String share =
                store().screenShares().start(TEAM, "alice").map(ScreenShare::id).orElseThrow();
        store().screenShares().send(share, "alice", "bob", SignalType.OFFER, "\"secret\"");
        store().screenShares().media().append(share, "alice", "secret".getBytes(StandardCharsets.US_ASCII));
        changes().clear();
        return share;
    }

    /** All that is stored about the two. */
    private String everything(String call, String share) {
        OptionalLong fromTheFirst = OptionalLong.of(-1);
        return List.of(
                        call(call),
                        store().calls().signals(call, "alice", 0),
                        store().calls().signals(call, "bob", 0),
                        store().calls().media().read(call, "bob", "alice", Optional.empty(), fromTheFirst),
                        store().calls().media().read(call, "alice", "bob", Optional.empty(), fromTheFirst),
                        store().screenShares().active(TEAM),
                        store().screenShares().find(share),
                        store().screenShares().signals(share, "alice", 0),
                        store().screenShares().signals(share, "bob", 0),
                        store().screenShares().media().read(share, "bob", fromTheFirst))
                .toString();
    }

    @Test
    default void table_holdsEveryRoute() {
        assertThat(all().map(Request::route))
                .containsExactlyInAnyOrderElementsOf(PresenceFilter.create(store()).routes().stream()
                        .map(route -> route.method() + " " + route.path())
                        .filter(route -> route.contains(" /calls/") || route.contains(" /screenshare/"))
                        .toList());
    }

    @Test
    default void table_holdsRequestsThatWork() {
        for (Request request : all().toList()) {
            use(PresenceStore.builder().inMemory().manualSweeps().open());

            HttpReply reply = send(as("alice"), request.about(teamCall(), teamShare()));

            boolean isBusy = request.path().equals("/calls/initiate");
            assertThat(reply.status()).as("%s: %s", request, reply).isEqualTo(isBusy ? 409 : 200);
        }
    }

    @Test
    default void strangers_getTheAnswerOfAnUnknownId() {
        String call = teamCall();
        String share = teamShare();

        strangerLearnsNothing("mallory", call, share);
    }

    @Test
    default void formerMember_isAStranger() {
        String call = teamCall();
        String share = teamShare();
        ChannelId.Private team = new ChannelId.Private(1);
        store().channels().addMember(team, "alice", "carol", History.fromNow());
        store().calls().accept(call, "carol");
        store().calls().send(call, "alice", "carol", SignalType.OFFER, "1");
        store().channels().remove(team, "alice", "carol");
        changes().clear();

        strangerLearnsNothing("carol", call, share);
    }

    private void strangerLearnsNothing(String stranger, String call, String share) {
        String before = everything(call, share);
        for (Request request : all().filter(Request::isAboutAnId).toList()) {
            HttpReply foreign = send(as(stranger), request.about(call, share));
            HttpReply unknown = send(as(stranger), request.about("none", "none"));

            assertThat(foreign.error(foreign.status())).doesNotContain("secret", "alice", "bob", TEAM);
            if (request.path().endsWith("/accept")) {
                foreign.isError(403, "not a participant in this call");
                unknown.isError(404, "call not found");
            } else {
                assertThat(foreign.status()).as("%s: %s", request, foreign).isIn(403, 404);
                assertThat(unknown.status()).as("%s: %s", request, unknown).isEqualTo(foreign.status());
                assertThat(unknown.body()).isEqualTo(foreign.body());
            }
        }
        for (Request request : all().filter(request -> !request.isAboutAnId()).toList()) {
            if (request.path().equals("/calls/incoming")) {
                send(as(stranger), request).isJson("[]");
            } else {
                send(as(stranger), request).isError(403, "access denied");
            }
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void hostileBodies_ofCallRoutes_areRefusedAndStoreNothing() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);

        for (Request request : JSON) {
            String path = request.about(call, share).path();
            for (String type : TYPES) {
                for (String body : BODIES) {
                    HttpReply reply = as("alice")
                            .with("Content-Type", type)
                            .postBytes(path, body.getBytes(StandardCharsets.ISO_8859_1));
                    assertThat(reply.status())
                            .as("%s %s %.80s: %s", path, type, body, reply)
                            .isBetween(400, 499);
                    assertThat(reply.body()).hasSizeLessThan(500);
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
                HttpReply reply =
                        as("alice").with("X-Init", "1").with("X-Mime", mime).postBytes(path, new byte[] {1});
                assertThat(reply.badInput("X-Mime")).hasSizeLessThan(300);
            }
            assertThat(as("alice")
                            .postBytes(path, new byte[Limits.DEFAULT_MAX_MEDIA_BYTES + 1])
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

        for (Request request : all().filter(Request::isAboutAnId).toList()) {
            for (String id : ids) {
                for (String path : List.of(
                        request.about(id, id).path(),
                        request.about(call + id, share + id).path(),
                        request.about(call, share).path().replaceAll("\\?.*", "") + "/" + id)) {
                    if (!path.equals(request.about(call, share).path())) {
                        HttpReply reply = raw().send(request.method(), path);
                        assertThat(reply.isFromHost() || reply.status() / 100 == 4)
                                .as("%s %s is the host's or refused: %s", request.method(), path, reply)
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

        for (Request request : all().filter(request -> !request.isPost()).toList()) {
            String path = request.about(call, share).path().replaceAll("\\?.*", "");
            boolean readsTheQuery = !path.endsWith("/state") && !path.endsWith("/incoming");
            for (String query : queries) {
                HttpReply reply = raw().send("GET", path + "?" + query);
                assertThat(reply.status())
                        .as("%s?%s: %s", path, query, reply)
                        .isIn(readsTheQuery ? List.of(400, 403) : List.of(200, 400));
            }
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void anonymous_mustSignInBeforeAnythingElse() {
        String call = teamCall();
        String share = teamShare();

        for (Request request : all().toList()) {
            for (Request about : List.of(request.about(call, share), request.about("none", "none"))) {
                assertThat(send(http(), about).error(401)).isEqualTo("sign in first");
            }
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void pageOfAnotherSite_changesNothing() {
        String call = teamCall();
        String share = teamShare();
        String before = everything(call, share);
        Http browser = as("alice").with("Sec-Fetch-Site", "cross-site").with("Origin", "https://other.example");

        for (Request request : all().filter(Request::isPost).toList()) {
            assertThat(send(browser, request.about(call, share)).error(403)).contains("cross-origin");
        }
        assertThat(changes()).isEmpty();
        assertThat(everything(call, share)).isEqualTo(before);
    }

    @Test
    default void otherMethods_areNotAllowed() {
        String call = teamCall();
        String share = teamShare();

        for (Request request : all().toList()) {
            for (String method : List.of("PUT", "DELETE", "PATCH")) {
                HttpReply reply =
                        as("alice").method(method, request.about(call, share).path());
                assertThat(reply.error(405)).isEqualTo("method not allowed");
                assertThat(reply.header("Allow").orElse("")).contains(request.method());
            }
        }
        assertThat(changes()).isEmpty();
    }
}
