package io.minimost.presence.servlet;

import java.util.List;
import java.util.stream.Stream;

/**
 * A request to a route of calls or screen shares that succeeds for a user who is in the call or sharer of the screen.
 *
 * @param path with {@code {call}} or {@code {share}} in the place of an id
 */
record CallRequest(String method, String path, String body) {
    private static final String SIGNAL = "{\"to\":\"bob\",\"type\":\"offer\",\"payload\":{\"sdp\":\"v=0\"}}";
    private static final String CHANNEL = "{\"channel\":\"private:1\"}";

    /** Those whose body is a JSON object. */
    static final List<CallRequest> JSON = List.of(
            post("/calls/initiate", CHANNEL),
            post("/calls/{call}/gone", "{\"username\":\"bob\"}"),
            post("/calls/{call}/invite", "{\"username\":\"dave\"}"),
            post("/calls/{call}/screenshare", "{\"on\":true}"),
            post("/calls/{call}/signal", SIGNAL),
            post("/screenshare/start", CHANNEL),
            post("/screenshare/{share}/signal", SIGNAL));

    /** Those that read no body, or read it raw. */
    static final List<CallRequest> OTHERS = List.of(
            post("/calls/{call}/accept", ""),
            post("/calls/{call}/reject", ""),
            post("/calls/{call}/end", ""),
            post("/calls/{call}/media", "data"),
            post("/screenshare/{share}/stop", ""),
            post("/screenshare/{share}/media", "data"),
            get("/calls/incoming"),
            get("/calls/active?channel=private:1"),
            get("/calls/{call}/state"),
            get("/calls/{call}/signals"),
            get("/calls/{call}/media?sender=alice"),
            get("/screenshare/active?channel=private:1"),
            get("/screenshare/{share}/signals"),
            get("/screenshare/{share}/media"));

    static Stream<CallRequest> all() {
        return Stream.concat(JSON.stream(), OTHERS.stream());
    }

    private static CallRequest get(String path) {
        return new CallRequest("GET", path, "");
    }

    private static CallRequest post(String path, String body) {
        return new CallRequest("POST", path, body);
    }

    /** The same about this call or this share. */
    CallRequest about(String call, String share) {
        return new CallRequest(method, path.replace("{call}", call).replace("{share}", share), body);
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
