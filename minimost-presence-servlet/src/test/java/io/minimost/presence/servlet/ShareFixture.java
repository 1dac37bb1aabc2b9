package io.minimost.presence.servlet;

import io.minimost.presence.screenshare.ScreenShare;
import java.nio.charset.StandardCharsets;

/** Screen shares to test with. */
interface ShareFixture extends HttpFixture {
    String OK = "{\"status\":\"ok\"}";
    String START = "/screenshare/start";
    String ACTIVE = "/screenshare/active?channel=";

    default ClientResponse postStart(String user, String channel) {
        return as(user).postJson(START, "{\"channel\":\"" + channel + "\"}");
    }

    default String shared(String user, String channel) {
        String share =
                postStart(user, channel).hasStatus(200).json().path("share_id").textValue();
        changes().clear();
        return share;
    }

    default ClientResponse postShareSignal(String user, String share, String to) {
        return as(user).postJson(
                        "/screenshare/" + share + "/signal",
                        "{\"to\":\"" + to + "\",\"type\":\"offer\",\"payload\":1.0}");
    }

    default ClientResponse postShareMedia(Http user, String share, String data) {
        return user.postBytes("/screenshare/" + share + "/media", data.getBytes(StandardCharsets.US_ASCII));
    }

    default ScreenShare stored(String id) {
        return store().screenShares().find(id).orElseThrow();
    }
}
