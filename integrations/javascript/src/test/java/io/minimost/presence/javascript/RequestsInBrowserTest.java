package io.minimost.presence.javascript;

import static io.minimost.presence.javascript.ClientTab.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests of the page's own making, those before the client follows anything, and those as the page is left. */
class RequestsInBrowserTest extends ClientTest {
    /** Sooner than by itself. */
    private static final Duration TYPING_ENDS = Duration.ofSeconds(2);

    private static final String CODE = ".catch(({ name, code }) => `${name} ${code}`)";

    @Test
    void request_reachesEachRoute_withTheErrorsOfTheClient() {
        ClientTab alice = tab("alice").connectTo("general");

        assertThat(text(
                        alice,
                        "client.request('POST', '/private_channels/create', { json: { name: 'Team', members: [] } })"))
                .contains("\"name\":\"Team\"");
        assertThat(text(
                        alice,
                        "client.request('POST', '/react/1', { body: new URLSearchParams({ reaction: 'rocket' }) })"))
                .isEqualTo("{\"rocket\":[\"alice\"]}");
        assertThat(text(alice, "client.request('POST', '/mark_read/general')")).isEqualTo("null");
        assertThat(text(alice, "client.request('GET', '/presence-client.d.ts')"))
                .contains("export class PresenceClient");
        assertThat(text(alice, "client.request('GET', '/what-the-host-lacks')" + CODE))
                .isEqualTo("\"PresenceError not_found\"");
    }

    @Test
    void client_thatDoesNotFollow_onlySendsRequests_untilItWatches() {
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connect("{\"follow\":false}");
        alice.switchTo("hidden");
        alice.switchTo("visible");
        alice.page().clock().runFor(120_000);

        assertThat(text(alice, "client.channels.list()")).isEqualTo("[]");
        assertThat(text(alice, "new Promise((after) => setTimeout(after, 500))"))
                .isEqualTo("null");
        assertThat(host().requests().of(""))
                .filteredOn(line -> !line.contains("client"))
                .containsOnly("GET /", "GET /private_channels");

        alice.run("client.watch('general')");
        host().send("general", 1);
        alice.awaitLast("messages", "1");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
        assertThat(host().requests().of("GET /events")).hasSize(1);
    }

    @Test
    void closedClient_doesNotBegin() {
        ClientTab alice = tab("alice").connect("{\"follow\":false}");

        alice.run("client.close()");
        alice.run("void client.watch('general')");

        assertThat(text(alice, "navigator.locks.query().then(({ held, pending }) => held.length + pending.length)"))
                .isEqualTo("0");
        assertThat(alice.connection()).isEqualTo("closed");
        assertThat(text(alice, "client.ready" + CODE)).isEqualTo("\"PresenceError signed_out\"");
        assertThat(text(alice, "client.watch('random')" + CODE)).isEqualTo("\"PresenceError signed_out\"");
    }

    @Test
    void signal_toAUserWhoHasLeft_isRefused_andDoesNotEndTheCall() {
        String channel = host().store()
                .channels()
                .create("Team", "alice", List.of("bob", "carol"))
                .id()
                .text();
        ClientTab alice = tab("alice").connectTo(channel);
        String id = alice.run("client.calls.initiate('" + channel + "')")
                .path("call_id")
                .asText();
        host().store().calls().accept(id, "bob");
        host().store().calls().accept(id, "carol");
        alice.run("""
                (() => {
                  window.seen = [];
                  window.link = client.calls.follow("%s");
                  link.addEventListener("signal", ({ data }) => seen.push(data.payload));
                  link.addEventListener("ended", () => seen.push("ended"));
                })()
                """.formatted(id));
        host().store().calls().end(id, "carol");

        assertThat(text(alice, "link.send('carol', 'offer', {})" + CODE)).isEqualTo("\"PresenceError not_found\"");
        ClientTab bob = tab("bob").connectTo(channel);
        bob.run("client.calls.signal('" + id + "', 'alice', 'offer', 'still here')");

        await(() -> assertThat(text(alice, "seen")).isEqualTo("[\"still here\"]"));
        alice.run("link.close()");
        assertThat(text(alice, "link.send('bob', 'offer', {}).then(() => seen)"))
                .isEqualTo("[\"still here\"]");
        assertThat(host().requests().of("POST /calls/" + id + "/signal")).hasSize(2);
    }

    @Test
    void stateOfACall_thatIsOvertakenByANewerOne_isNotDispatchedAfterIt() {
        ClientTab alice = tab("alice").connectTo("dm:alice:bob");
        List<Route> held = new ArrayList<>();
        List<APIResponse> answers = new ArrayList<>();
        alice.page().route("**/calls/*/state", route -> {
            if (held.isEmpty()) {
                held.add(route);
                answers.add(route.fetch());
            } else {
                route.resume();
            }
        });
        String id = alice.run("client.calls.initiate('dm:alice:bob')")
                .path("call_id")
                .asText();
        alice.run("""
                (() => {
                  window.seen = [];
                  client.calls.follow("%s").addEventListener("state", ({ data }) => seen.push(data.state));
                })()
                """.formatted(id));
        await(() -> {
            alice.run("client.connection");
            assertThat(answers).hasSize(1);
        });
        host().store().calls().accept(id, "bob");

        await(() -> assertThat(alice.events("call_state").toString()).contains("active"));
        alice.run("client.presence.all().then(() => client.presence.all())");

        held.get(0).fulfill(new FulfillOptions().setResponse(answers.get(0)));

        await(() -> assertThat(text(alice, "seen")).contains("active"));
        assertThat(text(
                        alice,
                        "client.presence.all().then(() => seen.lastIndexOf('ringing') < seen.indexOf('active'))"))
                .isEqualTo("true");
    }

    @Test
    void endOfTyping_isNotOvertakenByItsBeginning() {
        ClientTab alice = tab("alice").connectTo("general");
        List<Route> held = new ArrayList<>();
        alice.page().route("**/typing/general", route -> {
            if (held.isEmpty()) {
                held.add(route);
            } else {
                route.resume();
            }
        });

        alice.run("client.typing.start('general')");
        alice.run("client.typing.stop()");
        alice.run("client.presence.all().then(() => client.presence.all())");
        held.get(0).resume();

        await(() -> {
            alice.run("client.connection");
            assertThat(host().requests().of("DELETE /typing/general")).hasSize(1);
            assertThat(host().requests().of("POST /typing/general")).hasSize(1);
        });
        await(
                TYPING_ENDS,
                () -> assertThat(host().store().typing().typingUsers("general", "bob"))
                        .isEmpty());
    }

    @Test
    void link_endsWithItsClient() {
        ClientTab alice = tab("alice").connectTo("general");
        String id = alice.run("client.shares.start('general')").path("share_id").asText();
        alice.run("void (window.media = client.shares.follow('" + id + "').followMedia('alice', () => {}))");

        alice.run("client.close()");

        assertThat(text(alice, "media.then(() => 'over')")).isEqualTo("\"over\"");
    }

    /** All six connections of the browser are busy then, so that the request has to wait until the page is gone. */
    @Test
    void pageThatIsLeft_stopsItsShare() {
        ClientTab alice = tab("alice").connectTo("general");
        String id = alice.run("client.shares.start('general')").path("share_id").asText();
        alice.run("Promise.all([1, 2, 3, 4, 5].map(() => fetch('/chat/events'))).then(() => null)");
        alice.run("void addEventListener('pagehide', () => client.shares.stop('" + id + "'))");

        alice.page().navigate("about:blank");

        await(() -> assertThat(host().store().screenShares().active("general")).isEmpty());
    }

    private static String text(ClientTab tab, String script) {
        return tab.run(script).toString();
    }
}
