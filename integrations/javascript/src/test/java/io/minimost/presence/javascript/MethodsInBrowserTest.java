package io.minimost.presence.javascript;

import static io.minimost.presence.javascript.ClientTab.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the methods of the client ask the server for. */
class MethodsInBrowserTest extends ClientTest {
    private static final String CALL = "dm:alice:bob";

    private ClientTab alice;

    @BeforeEach
    void open() {
        alice = tab("alice").connectTo("general", CALL);
    }

    @Test
    void receipts_areSentOnce_andRead() {
        alice.run("client.receipts.delivered(\"general\", 1716000003)");
        alice.run("client.receipts.delivered(\"general\", 1716000002)");
        assertThat(host().requests().of("POST /mark_delivered")).hasSize(1);
        assertThat(text("client.receipts.deliveredWatermarks(\"general\")")).isEqualTo("{\"alice\":1716000003}");
        alice.run("client.receipts.read(\"general\")");
        alice.awaitLast("read_receipts", "{\"alice\":1716000003}");
        assertThat(text("client.receipts.watermarks(\"general\")")).isEqualTo("{\"alice\":1716000003}");
        alice.run("client.receipts.unread(3)");
        await(() -> assertThat(alice.events("read_points")).last().asString().contains("general"));
        assertThat(text("client.receipts.readPoints()"))
                .isEqualTo(alice.run("client.value(\"read_points\")").toString());
        assertThat(alice.run("client.receipts.lastRead(\"general\")")
                        .path("last_read_ts")
                        .asLong())
                .isLessThan(1716000003);
        alice.run("client.receipts.readPrivately(\"general\")");
        assertThat(alice.run("client.receipts.lastRead(\"general\")")
                        .path("last_read_ts")
                        .asLong())
                .isEqualTo(1716000003);
        assertThat(alice.run("client.receipts.readers(\"general\")").size()).isPositive();
    }

    @Test
    void reactions_areToggled() {
        assertThat(text("client.reactions.toggle(1, \"rocket\")")).isEqualTo("{\"rocket\":[\"alice\"]}");
        alice.awaitLast("reactions", "{\"reactions\":{\"rocket\":[\"alice\"]},\"ts\":1716000001}");
        assertThat(text("client.reactions.toggle(1, \"rocket\")")).isEqualTo("{}");
    }

    @Test
    void channels_areCreatedAndChanged() {
        JsonNode created = alice.run("client.channels.create(\"Team\", [\"bob\"])");
        String id = created.path("id").asText();
        alice.run("client.channels.rename(" + id + ", \"Crew\")");
        assertThat(text("client.channels.addMember(" + id + ", \"carol\", \"all\")"))
                .isEqualTo("\"ok\"");
        alice.run("client.channels.removeMember(" + id + ", \"bob\")");

        assertThat(text("client.channels.members(" + id + ")")).isEqualTo("[\"alice\",\"carol\"]");
        assertThat(text("client.channels.others(\"private:" + id + "\")")).isEqualTo("[\"carol\"]");
        await(() ->
                assertThat(alice.events("private_channels")).last().asString().contains("Crew", "carol"));
        assertThat(alice.run("client.channels.list()").get(0).path("name").asText())
                .isEqualTo("Crew");
        alice.run("client.channels.leave(" + id + ")");
        assertThat(text("client.channels.list()")).isEqualTo("[]");
    }

    @Test
    void statusPresenceAndPrivacy_areSetAndRead() {
        alice.run("client.status.set({ text: \"At lunch\", for_seconds: 600 })");
        assertThat(alice.run("client.status.get()").path("status").path("text").asText())
                .isEqualTo("At lunch");
        await(() -> assertThat(alice.events("statuses")).last().asString().contains("At lunch"));
        assertThat(alice.run("client.presence.of([\"alice\", \"bob\"])")
                        .path("users")
                        .path("alice")
                        .path("status")
                        .path("text")
                        .asText())
                .isEqualTo("At lunch");
        alice.run("client.status.clear()");
        alice.run("client.presence.setOverride(\"idle\")");
        assertThat(text("client.presence.override()")).isEqualTo("{\"override\":\"idle\"}");
        assertThat(text("client.presence.all()")).isEqualTo("{\"alice\":\"idle\"}");
        assertThat(text("client.presence.count()")).isEqualTo("{\"online\":1}");
        assertThat(alice.run("client.presence.ofMembers(\"dm:alice:bob\")").path("users"))
                .hasSize(2);
        alice.run("client.presence.setOverride(null)");
        alice.run("client.privacy.set({ sends_typing: false })");
        assertThat(alice.run("client.privacy.get()").path("sends_typing").asBoolean())
                .isFalse();
        assertThat(text("client.typing.users(\"general\")")).isEqualTo("[]");
    }

    @Test
    void presenceOfSome_isAllThatComes() {
        ClientTab carol = tab("carol");
        carol.connect("{\"presenceOf\":[\"alice\"]}");
        await(() -> assertThat(carol.events("presence")).last().asString().contains("\"state\":\"active\""));

        alice.switchTo("hidden");

        await(() -> assertThat(carol.events("presence")).last().asString().contains("\"state\":\"hidden\""));
        assertThat(carol.events("online_users")).isEmpty();
    }

    @Test
    void call_bringsSignalsOnce_inOrder_andItsEnd() {
        ClientTab bob = tab("bob").connectTo(CALL);
        JsonNode started = alice.run("client.calls.initiate(\"" + CALL + "\")");
        String id = started.path("call_id").asText();
        await(() -> assertThat(bob.events("incoming_calls")).last().asString().contains(id));
        alice.run(follow(id, 0));
        JsonNode joined = bob.run("client.calls.accept(\"" + id + "\")");
        bob.run(follow(id, joined.path("last_signal_id").asLong()));

        bob.run("void [1, 2, 3].forEach((n) => link.send(\"alice\", \"ice_candidate\", { n }))");
        await(() -> assertThat(text("seen.signal.map(({ payload }) => payload.n)", alice))
                .isEqualTo("[1,2,3]"));
        alice.page().context().setOffline(true);
        alice.awaitConnection("offline");
        bob.run("link.send(\"alice\", \"ice_candidate\", { n: 4 })");
        alice.page().context().setOffline(false);
        await(() -> assertThat(text("seen.signal.map(({ payload }) => payload.n)", alice))
                .isEqualTo("[1,2,3,4]"));
        await(() -> assertThat(text("seen.state.at(-1).state", alice)).isEqualTo("\"active\""));
        assertThat(alice.run("client.calls.active(\"" + CALL + "\")")
                        .path("call")
                        .path("joined")
                        .asBoolean())
                .isTrue();

        bob.run("link.sendMedia(new Uint8Array([1, 2, 3]), { init: \"video/webm\", track: \"cam\" })");
        bob.run("link.sendMedia(new Uint8Array([4, 5]), { track: \"cam\" })");
        alice.run("void link.followMedia(\"bob:cam\", ({ data }) => seen.media.push([...data]), { every: 50 })");
        await(() -> assertThat(text("seen.media", alice)).isEqualTo("[[4,5]]"));

        bob.run("client.calls.end(\"" + id + "\")");
        await(() -> assertThat(text("seen.ended.length", alice)).isEqualTo("1"));
        await(() -> assertThat(text("seen.ended.length", bob)).isEqualTo("1"));
    }

    @Test
    void share_bringsSignals_andItsEnd() {
        ClientTab bob = tab("bob").connectTo("general");
        String id =
                alice.run("client.shares.start(\"general\")").path("share_id").asText();
        await(() -> assertThat(bob.events("screenshares")).last().asString().contains(id));
        bob.run(follow(id, 0).replace("calls", "shares"));

        alice.run("client.shares.signal(\"" + id + "\", \"bob\", \"offer\", { sdp: \"v=0\" })");

        await(() -> assertThat(text("seen.signal.map(({ payload }) => payload.sdp)", bob))
                .isEqualTo("[\"v=0\"]"));
        alice.run("client.shares.stop(\"" + id + "\")");
        await(() -> assertThat(bob.events("screenshares")).last().isEqualTo("[]"));
        assertThat(bob.run("client.shares.media(\"" + id + "\")").path("active").asBoolean(true))
                .isFalse();
    }

    private static String follow(String id, long after) {
        return """
                (() => {
                  window.seen = { signal: [], state: [], ended: [], media: [] };
                  window.link = client.calls.follow("%s", { after: %d });
                  for (const type of ["signal", "state", "ended"]) {
                    link.addEventListener(type, ({ data }) => seen[type].push(data));
                  }
                })()
                """.formatted(id, after);
    }

    private String text(String script) {
        return text(script, alice);
    }

    private static String text(String script, ClientTab tab) {
        return tab.run(script).toString();
    }
}
