package io.minimost.presence.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** A tab with the client, which is {@code client} in its scripts. */
final class ClientTab {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TYPES = """
            ["typing", "read_receipts", "delivered_watermarks", "screenshares", "active_call", "reactions", "online_users",
              "statuses", "presence", "member_presence", "read_points", "private_channels", "incoming_calls", "call_state",
              "signals", "resync", "changed_elsewhere", "messages", "news", "connection", "signedout", "polled"]
            """;

    private final Page page;
    private final List<String> failures = new ArrayList<>();

    ClientTab(Page page, String url) {
        this.page = page;
        page.onPageError(failures::add);
        page.navigate(url);
        // An expression that is a function would be called.
        page.waitForFunction("!!window.connect");
    }

    Page page() {
        return page;
    }

    /** What scripts threw and nobody caught. */
    List<String> failures() {
        return failures;
    }

    /** Opens the client, with options in JSON. */
    ClientTab connect(String options) {
        page.evaluate("""
                ([options, types]) => {
                  window.log = [];
                  window.client = connect({ base: "/chat", ...JSON.parse(options) });
                  for (const type of JSON.parse(types)) {
                    client.addEventListener(type, ({ data, channel }) => log.push({ type, data, channel }));
                  }
                }
                """, List.of(options, TYPES));
        return this;
    }

    /** The same, and waits until events arrive. */
    ClientTab connectTo(String... channels) {
        connect("{\"channels\":[\"" + String.join("\",\"", channels) + "\"]}");
        page.evaluate("client.ready");
        return this;
    }

    /** Runs a script, and returns what it resolves to, as JSON. */
    JsonNode run(String script) {
        String json = (String) page.evaluate("async () => JSON.stringify((await (" + script + ")) ?? null)");
        return json(json);
    }

    /** The data of the events of a type that were dispatched so far, in JSON. */
    List<String> events(String type) {
        List<String> data = new ArrayList<>();
        run("log").forEach(event -> {
            if (event.path("type").asText().equals(type)) {
                data.add(event.path("data").toString());
            }
        });
        return data;
    }

    String connection() {
        return run("client.connection").asText();
    }

    void awaitConnection(String word) {
        await(() -> assertThat(connection()).isEqualTo(word));
    }

    void awaitLast(String type, String data) {
        await(() -> assertThat(events(type)).last().isEqualTo(data));
    }

    boolean leads() {
        return run("client.leads").asBoolean();
    }

    /** As if the user had gone to another window; or come back, with {@code visible}. */
    void switchTo(String visibility) {
        page.evaluate("""
                state => {
                  Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
                  document.dispatchEvent(new Event("visibilitychange"));
                }
                """, visibility);
    }

    /** From now on nothing that this tab says reaches the others, as if it hung. */
    void silence() {
        page.evaluate("BroadcastChannel.prototype.postMessage = () => {}");
    }

    /** From now on this tab learns from the others that one of them leads before it learns that its lock was taken away. */
    void delayLossesOfLocks() {
        page.evaluate("""
                () => {
                  const request = LockManager.prototype.request;
                  LockManager.prototype.request = function (...options) {
                    return request.apply(this, options).catch(
                      error => new Promise((_, lose) => setTimeout(() => lose(error), 500)));
                  };
                }
                """);
    }

    void close() {
        page.close(new Page.CloseOptions().setRunBeforeUnload(false));
    }

    /** Waits until {@code assertion} holds. In this thread, because a page belongs to one. */
    static void await(ThrowingRunnable assertion) {
        await(Duration.ofSeconds(30), assertion);
    }

    static void await(Duration most, ThrowingRunnable assertion) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(50))
                .atMost(most)
                .untilAsserted(assertion);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }
}
