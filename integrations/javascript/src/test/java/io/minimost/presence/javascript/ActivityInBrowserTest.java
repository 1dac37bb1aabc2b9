package io.minimost.presence.javascript;

import static io.minimost.presence.javascript.ClientTab.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Typing and the state of the user. */
class ActivityInBrowserTest extends ClientTest {
    @Test
    void typing_isReportedEveryTwoSecondsAtMost_andStops() {
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connectTo("general");
        for (int i = 0; i < 41; i++) {
            alice.run("client.typing.start(\"general\")");
            alice.page().clock().runFor(100);
        }
        await(() -> assertThat(host().requests().of("POST /typing/general")).hasSizeBetween(2, 3));
        await(() -> assertThat(host().store().typing().typingUsers("general", "bob"))
                .containsExactly("alice"));

        alice.run("client.typing.stop()");
        alice.run("client.typing.stop()");

        await(() -> assertThat(host().store().typing().typingUsers("general", "bob"))
                .isEmpty());
        assertThat(host().requests().of("DELETE /typing")).hasSize(1);
    }

    @Test
    void typing_inAnotherChannel_stopsInTheFirst() {
        ClientTab alice = tab("alice").connectTo("general", "random");
        alice.run("client.typing.start(\"general\")");
        alice.run("client.typing.start(\"random\")");

        await(() ->
                assertThat(host().store().typing().typingUsers("random", "bob")).containsExactly("alice"));
        await(() -> assertThat(host().requests().of("DELETE /typing/general")).hasSize(1));
    }

    @Test
    void typing_followsAField() {
        ClientTab alice = tab("alice").connectTo("general");
        alice.run("void (window.end = client.typing.follow(document.querySelector(\"#field\"), () => \"general\"))");
        alice.page().getByLabel("Message").fill("h");
        await(() -> assertThat(host().store().typing().typingUsers("general", "bob"))
                .containsExactly("alice"));

        alice.page().getByLabel("Message").fill("");

        await(() -> assertThat(host().store().typing().typingUsers("general", "bob"))
                .isEmpty());
        alice.run("end()");
        alice.page().getByLabel("Message").fill("x");
        assertThat(host().requests().of("POST /typing")).hasSize(1);
    }

    @Test
    void typing_isNotReportedWhileTheServerAsksForLess() {
        host().requests().refuse("POST /typing", 429, 10);
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connectTo("general");
        alice.run("client.typing.start(\"general\")");
        await(() -> assertThat(host().requests().of("POST /typing")).hasSize(1));

        for (int i = 0; i < 8; i++) {
            alice.page().clock().runFor(1000);
            alice.run("client.typing.start(\"general\")");
        }

        assertThat(host().requests().of("POST /typing")).hasSize(1);
        alice.page().clock().runFor(3000);
        alice.run("client.typing.start(\"general\")");
        await(() -> assertThat(host().requests().of("POST /typing")).hasSize(2));
    }

    @Test
    void state_isIdleWithoutInput_andActiveAgainWithSome() {
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connectTo("general");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));

        alice.page().clock().runFor(301_000);
        await(() -> assertThat(stateOf("alice")).isEqualTo("IDLE"));
        alice.page().mouse().move(50, 50);
        alice.page().clock().runFor(1000);

        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
    }

    @Test
    void state_isHiddenInTheBackground_andOfflineWhenThePageIsLeft() {
        ClientTab alice = tab("alice").connectTo("general");
        alice.switchTo("hidden");
        await(() -> assertThat(stateOf("alice")).isEqualTo("HIDDEN"));
        alice.switchTo("visible");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));

        alice.page().navigate("about:blank");

        await(() -> assertThat(stateOf("alice")).isEqualTo("OFFLINE"));
    }

    @Test
    void state_isReportedEveryThirtySeconds_andNoMoreThanTheServerAccepts() {
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connectTo("general");
        await(() -> assertThat(host().requests().of("POST /presence")).isNotEmpty());
        int before = host().requests().of("POST /presence").size();

        for (int i = 1; i <= 3; i++) {
            alice.page().clock().runFor(30_000);
            int expected = before + i;
            await(() -> assertThat(host().requests().of("POST /presence")).hasSizeGreaterThanOrEqualTo(expected));
        }
        host().requests().refuse("POST /presence", 429, 60);
        int accepted = host().requests().of("POST /presence").size();
        alice.page().clock().runFor(30_000);
        // Also if the answer has not arrived yet.
        alice.switchTo("hidden");
        await(() -> assertThat(host().requests().of("POST /presence")).hasSizeGreaterThan(accepted));
        int refused = host().requests().of("POST /presence").size();
        alice.page().clock().runFor(30_000);

        assertThat(host().requests().of("POST /presence")).hasSize(refused);
    }

    @Test
    void state_thatIsToBeReportedWhileAReportIsRefused_waits() {
        ClientTab alice = tab("alice");
        alice.page().clock().install();
        alice.connectTo("general");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
        List<Route> reports = new ArrayList<>();
        alice.page().route("**/chat/presence", reports::add);

        alice.switchTo("hidden");
        alice.page().clock().runFor(1000);
        alice.page().waitForCondition(() -> reports.size() == 1);
        alice.switchTo("hidden");
        alice.page().clock().runFor(1000);
        reports.get(0).fulfill(new Route.FulfillOptions().setStatus(429).setHeaders(Map.of("Retry-After", "60")));
        alice.run("client.channels.list()");
        assertThat(reports).hasSize(1);

        alice.page().clock().runFor(90_000);
        alice.page().waitForCondition(() -> reports.size() > 1);
    }
}
