package io.minimost.presence.javascript;

import static io.minimost.presence.javascript.ClientTab.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Route.FulfillOptions;
import io.minimost.presence.values.PresenceState;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the client does when the server refuses something. */
class FailuresInBrowserTest extends ClientTest {
    private static final String CAUGHT = ".catch(({ name, status, code, message, retryAfter, field }) =>"
            + " ({ name, status, code, message, retryAfter, field }))";
    /** Sooner than a heartbeat. */
    private static final Duration SOON = Duration.ofSeconds(15);

    @Test
    void stream_thatIsRefused_isReplacedByPolling_untilItIsAccepted() {
        host().requests().refuse("GET /events", 503, 6);
        ClientTab alice = tab("alice").connectTo("general", "dm:alice:bob");
        alice.awaitConnection("polling");

        host().store().typing().start("bob", "general");
        alice.awaitLast("typing", "[\"bob\"]");
        host().store().receipts().markReadUpTo("general", "bob", TestHost.timeOf(2));
        alice.awaitLast("read_receipts", "{\"bob\":1716000002}");
        host().store().presence().update("bob", PresenceState.IDLE);
        alice.awaitLast("online_users", "{\"alice\":\"active\",\"bob\":\"idle\"}");
        host().store().calls().initiate("dm:alice:bob", "bob");
        await(() -> assertThat(alice.events("incoming_calls")).last().asString().contains("dm:alice:bob"));
        await(() -> assertThat(alice.events("active_call")).last().asString().contains("ringing"));
        assertThat(alice.events("polled")).isNotEmpty();
        assertThat(stateOf("alice")).isEqualTo("ACTIVE");

        host().requests().accept("GET /events");
        alice.awaitConnection("live");
        int polls = host().requests().of("GET /online_users").size();
        host().send("general", 1);
        alice.awaitLast("messages", "1");
        assertThat(host().requests().of("GET /online_users")).hasSize(polls);
    }

    @Test
    void stream_isAskedForNoSoonerThanTheServerSays() {
        host().requests().refuse("GET /events", 429, 30);
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connect("{\"channel\":\"general\"}");
        await(() -> assertThat(host().requests().of("GET /events")).hasSize(1));
        alice.awaitConnection("polling");

        alice.page().clock().runFor(29_000);
        assertThat(host().requests().of("GET /events")).hasSize(1);
        host().requests().accept("GET /events");
        alice.page().clock().runFor(31_000);

        alice.awaitConnection("live");
    }

    @Test
    void stream_thatAProxyRefusedForAMoment_isBackSoon() {
        ClientTab alice = tab("alice").connectTo("general");
        host().requests().refuse("", 502);
        host().disconnect("alice");
        await(() -> assertThat(host().requests().of("GET /events")).hasSizeGreaterThan(2));
        alice.awaitConnection("offline");
        host().store().resetLiveState();

        host().requests().accept("");

        alice.awaitConnection("live");
        await(SOON, () -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
    }

    @Test
    void userOfWhomTheServerKnowsNothing_isReported_alsoIfOnlyPollingIsPossible() {
        host().requests().refuse("GET /events", 503);
        ClientTab alice = tab("alice").connectTo("general");
        alice.awaitConnection("polling");
        host().requests().refuse("", 502);
        alice.awaitConnection("offline");
        host().store().resetLiveState();

        host().requests().refuse("GET /events", 503);
        host().requests().accept("");

        await(SOON, () -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
        assertThat(alice.connection()).isEqualTo("polling");
    }

    @Test
    void reportThatIsRefusedForAMoment_isRepeated() {
        tab("alice").connectTo("general");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
        host().store().resetLiveState();
        host().requests().refuse("POST /presence", 503, 1);
        int reports = host().requests().of("POST /presence").size();
        host().disconnect("alice");
        await(() -> assertThat(host().requests().of("POST /presence")).hasSizeGreaterThan(reports));

        host().requests().accept("POST /presence");

        await(SOON, () -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
    }

    @Test
    void pageOfAProxy_isNoAnswer_andDoesNotEndACall() {
        ClientTab alice = tab("alice").connectTo("general");
        String id = alice.run("client.calls.initiate(\"dm:alice:bob\")")
                .path("call_id")
                .asText();
        alice.run("void client.calls.follow(\"" + id + "\").addEventListener(\"ended\", () => log.push(\"hotel\"))");
        alice.page()
                .route(
                        "**/chat/**",
                        route -> route.fulfill(
                                new FulfillOptions().setContentType("text/html").setBody("<p>Sign in to the hotel")));

        assertThat(alice.run("client.channels.list()" + CAUGHT).path("code").asText())
                .isEqualTo("failed");
        alice.page().waitForResponse("**/calls/*/state", () -> alice.run("client.connection"));
        host().disconnect("alice");
        alice.awaitConnection("offline");
        assertThat(alice.run("log").toString()).doesNotContain("hotel");

        alice.page().unroute("**/chat/**");
        alice.awaitConnection("live");
    }

    @Test
    void userWhoWasReported_isReportedAgain_soonAfterAnHourOfMaintenanceWasAnnounced() {
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connectTo("general");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
        host().requests().refuse("POST /presence", 503, 3600);
        host().store().resetLiveState();
        int reports = host().requests().of("POST /presence").size();
        alice.page().clock().runFor(31_000);
        await(() -> assertThat(host().requests().of("POST /presence")).hasSizeGreaterThan(reports));
        alice.run("client.presence.all()");

        host().requests().accept("POST /presence");
        alice.page().clock().runFor(91_000);

        await(SOON, () -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
    }

    @Test
    void stream_isAskedForAgain_soonAfterAnHourOfMaintenanceWasAnnounced() {
        host().requests().refuse("GET /events", 503, 3600);
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connect("{\"channel\":\"general\"}");
        alice.awaitConnection("polling");

        host().requests().accept("GET /events");
        alice.page().clock().runFor(121_000);

        alice.awaitConnection("live");
    }

    @Test
    void typing_goesOn_afterADateWasAnnouncedInsteadOfSeconds() {
        ClientTab alice = tab("alice").connectTo("general");
        String date = "Wed, 21 Oct 2026 07:28:00 GMT";
        alice.page()
                .route(
                        "**/typing/general",
                        route -> route.fulfill(
                                new FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", date))));
        assertThat(alice.run("client.typing.users(\"general\")" + CAUGHT)
                        .path("retryAfter")
                        .isNull())
                .isTrue();
        alice.run("client.typing.start(\"general\")");
        alice.page().unroute("**/typing/general");

        await(SOON, () -> {
            alice.run("client.typing.start(\"general\")");
            assertThat(host().store().typing().typingUsers("general", "bob")).containsExactly("alice");
        });
    }

    @Test
    void request_isRepeated_whenTheServerSaysWhen_andSoon() {
        ClientTab alice = tab("alice").connectTo("general");
        host().requests().refuse("POST /mark_read/general", 429, 1);
        alice.page().evaluate("window.reading = client.receipts.read(\"general\")" + CAUGHT + "; null");
        await(() -> assertThat(host().requests().of("POST /mark_read")).isNotEmpty());
        host().requests().accept("POST /mark_read/general");

        assertThat(alice.run("reading").isNull()).isTrue();
        assertThat(host().store().receipts().watermarks("general")).containsKey("alice");

        host().requests().refuse("POST /mark_read/general", 503, 60);
        assertThat(alice.run("client.receipts.read(\"general\")" + CAUGHT).toString())
                .isEqualTo(
                        "{\"name\":\"PresenceError\",\"status\":503,\"code\":\"unavailable\",\"message\":\"status 503\","
                                + "\"retryAfter\":60,\"field\":null}");
    }

    @Test
    void errors_sayWhatTheServerSays() {
        ClientTab alice = tab("alice").connectTo("general");

        JsonNode forbidden = alice.run("client.receipts.read(\"dm:bob:carol\")" + CAUGHT);
        assertThat(forbidden.path("code").asText()).isEqualTo("forbidden");
        assertThat(forbidden.path("message").asText()).isEqualTo("forbidden");
        JsonNode bad = alice.run("client.typing.users(\"private:07\")" + CAUGHT);
        assertThat(bad.path("code").asText()).isEqualTo("bad_input");
        assertThat(bad.path("field").asText()).isEqualTo("channel");
        assertThat(alice.run("client.reactions.toggle(9, \"rocket\")" + CAUGHT)
                        .path("code")
                        .asText())
                .isEqualTo("not_found");
        alice.page().context().setOffline(true);
        assertThat(alice.run("client.channels.list()" + CAUGHT).path("code").asText())
                .isEqualTo("unreachable");
        alice.page().context().setOffline(false);
    }

    @Test
    void signingOut_stopsAllTabs() {
        ClientTab first = tab("alice").connectTo("general");
        ClientTab second = tab("alice").connectTo("general");

        first.page().context().clearCookies();
        host().disconnect("alice");

        await(() -> assertThat(first.events("signedout")).hasSize(1));
        await(() -> assertThat(second.events("signedout")).hasSize(1));
        assertThat(first.connection()).isEqualTo("closed");
        int requests = host().requests().of("").size();
        second.run("client.typing.start(\"general\")");
        first.page().clock().install();
        first.page().clock().runFor(120_000);
        assertThat(host().requests().of("")).hasSize(requests);
        assertThat(second.run("client.channels.list()" + CAUGHT).path("code").asText())
                .isEqualTo("signed_out");
    }

    @Test
    void close_endsTheSession_ofTheLastTabOnly() {
        ClientTab first = tab("alice").connectTo("general");
        ClientTab second = tab("alice").connectTo("general");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));

        first.run("client.close()");
        await(() -> assertThat(second.leads()).isTrue());
        host().send("general", 1);
        second.awaitLast("messages", "1");
        assertThat(stateOf("alice")).isEqualTo("ACTIVE");
        second.run("client.close()");

        await(() -> assertThat(stateOf("alice")).isEqualTo("OFFLINE"));
        assertThat(second.connection()).isEqualTo("closed");
        assertThat(second.events("signedout")).isEmpty();
    }
}
