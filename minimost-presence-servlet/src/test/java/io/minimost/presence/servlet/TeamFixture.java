package io.minimost.presence.servlet;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.screenshare.ScreenShare;
import io.minimost.presence.signaling.SignalType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A private channel of alice and bob, which others must not see. */
interface TeamFixture extends CallFixture {
    String TEAM = "private:1";

    default ClientResponse send(Http client, CallRequest request) {
        return request.isPost()
                ? client.with("Content-Type", "application/json")
                        .postBytes(request.path(), request.body().getBytes(StandardCharsets.ISO_8859_1))
                : client.get(request.path());
    }

    /** The two are in a call in their channel, without rate limits. Returns the call's id. */
    default String teamCall() {
        configure(builder -> builder.publicChannels("general")
                .limits(Limits.defaults()
                        .withRate(RateLimit.CALLS, Rate.UNLIMITED)
                        .withRate(RateLimit.SIGNALS, Rate.UNLIMITED)
                        .withRate(RateLimit.MEDIA, Rate.UNLIMITED)));
        store().channels().create("Team", "alice", List.of("bob"));
        String call = ring(TEAM);
        store().calls().accept(call, "bob");
        store().calls().signals().send(call, "alice", "bob", SignalType.OFFER, "\"secret\"");
        store().calls().media().append(call, "alice", Optional.empty(), "secret".getBytes(StandardCharsets.US_ASCII));
        return call;
    }

    /** Alice shares her screen with the channel. Returns the share's id. */
    default String teamShare() {
        String share =
                store().screenShares().start(TEAM, "alice").map(ScreenShare::id).orElseThrow();
        store().screenShares().signals().send(share, "alice", "bob", SignalType.OFFER, "\"secret\"");
        store().screenShares().media().append(share, "alice", "secret".getBytes(StandardCharsets.US_ASCII));
        changes().clear();
        return share;
    }

    /** All that is stored about the two. */
    default String everything(String call, String share) {
        OptionalLong fromTheFirst = OptionalLong.of(-1);
        return List.of(
                        call(call),
                        store().calls().signals().waiting(call, "alice", 0),
                        store().calls().signals().waiting(call, "bob", 0),
                        store().calls().media().read(call, "bob", "alice", Optional.empty(), fromTheFirst),
                        store().calls().media().read(call, "alice", "bob", Optional.empty(), fromTheFirst),
                        store().screenShares().active(TEAM),
                        store().screenShares().find(share),
                        store().screenShares().signals().waiting(share, "alice", 0),
                        store().screenShares().signals().waiting(share, "bob", 0),
                        store().screenShares().media().read(share, "bob", fromTheFirst))
                .toString();
    }
}
