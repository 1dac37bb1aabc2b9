package io.minimost.presence.servlet;

import io.minimost.presence.calls.Call;
import java.nio.charset.StandardCharsets;

/** Calls to test with, in the direct channel of alice and bob, and their most frequent requests. */
interface CallFixture extends HttpFixture {
    String DM = "dm:alice:bob";
    String GROUP = "dm:alice:bob:carol";
    String INITIATE = "/calls/initiate";
    String OK = "{\"status\":\"ok\"}";

    /** {@code user} calls the others of {@code channel} over HTTP. */
    default ClientResponse initiate(String user, String channel) {
        return as(user).postJson(INITIATE, "{\"channel\":\"" + channel + "\"}");
    }

    /** Alice calls the others of {@code channel}. Returns the call's id. */
    default String ring(String channel) {
        String call =
                store().calls().initiate(channel, "alice").call().orElseThrow().id();
        changes().clear();
        return call;
    }

    /** Alice and bob are in a call. Returns its id. */
    default String talk() {
        String call = ring(DM);
        store().calls().accept(call, "bob");
        changes().clear();
        return call;
    }

    default Call call(String id) {
        return store().calls().find(id).orElseThrow();
    }

    /** Sends an offer whose payload is spelled {@code payload}. */
    default ClientResponse postSignal(String user, String call, String to, String payload) {
        return as(user).postJson(
                        "/calls/" + call + "/signal",
                        "{\"to\":\"" + to + "\",\"type\":\"offer\",\"payload\":" + payload + "}");
    }

    /** {@code query} is empty or begins with a question mark. */
    default ClientResponse getSignals(String user, String call, String query) {
        return as(user).get("/calls/" + call + "/signals" + query);
    }

    default ClientResponse postMedia(Http user, String call, String data) {
        return user.postBytes("/calls/" + call + "/media", data.getBytes(StandardCharsets.UTF_8));
    }

    default ClientResponse getMedia(String user, String call, String query) {
        return as(user).get("/calls/" + call + "/media" + query);
    }
}
