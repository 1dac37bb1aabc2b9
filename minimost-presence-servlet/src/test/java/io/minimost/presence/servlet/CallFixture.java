package io.minimost.presence.servlet;

import io.minimost.presence.calls.Call;

/** Calls to test with, in the direct channel of alice and bob. */
interface CallFixture extends HttpFixture {
    String DM = "dm:alice:bob";
    String GROUP = "dm:alice:bob:carol";

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
}
