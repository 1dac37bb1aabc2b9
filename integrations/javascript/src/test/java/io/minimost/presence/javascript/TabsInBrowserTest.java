package io.minimost.presence.javascript;

import static io.minimost.presence.javascript.ClientTab.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several tabs of one browser, which share one stream. */
class TabsInBrowserTest extends ClientTest {
    @Test
    void tenTabs_haveOneStream_andAllReceive() {
        List<ClientTab> tabs = openTabs(10);

        host().send("general", 1);

        tabs.forEach(tab -> tab.awaitLast("messages", "1"));
        assertThat(host().requests().openStreams()).isEqualTo(1);
        assertThat(host().requests().mostStreams()).isEqualTo(1);
        assertThat(tabs.stream().filter(ClientTab::leads)).hasSize(1);
        assertThat(tabs.stream().map(tab -> tab.run("client.session").asText()).distinct())
                .hasSize(1);
        assertThat(host().store().presence().sessions().sessionsOf("alice")).hasSize(1);
    }

    @Test
    void leader_thatCloses_isFollowedByAnother_withoutLossOrRepetition() {
        List<ClientTab> tabs = openTabs(4);
        List<String> expected = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            ClientTab leader = leaderOf(tabs);
            tabs.remove(leader);
            for (int i = 0; i < 10; i++) {
                expected.add(Integer.toString(expected.size()));
                host().send("general", expected.size() - 1);
                if (i == 5) {
                    leader.close();
                }
            }
        }

        ClientTab last = tabs.get(0);
        await(() -> assertThat(last.events("messages")).isEqualTo(expected));
        await(() -> assertThat(last.leads()).isTrue());
        assertThat(stateOf("alice")).isEqualTo("ACTIVE");
        await(() -> assertThat(host().requests().openStreams()).isEqualTo(1));
    }

    @Test
    void leader_thatCrashes_isFollowedByAnother() {
        List<ClientTab> tabs = openTabs(3);
        ClientTab leader = leaderOf(tabs);
        tabs.remove(leader);

        crash(leader);
        host().send("general", 1);

        tabs.forEach(tab -> tab.awaitLast("messages", "1"));
        assertThat(tabs.stream().filter(ClientTab::leads)).hasSize(1);
    }

    @Test
    void tab_thatCrashes_noLongerCounts() {
        List<ClientTab> tabs = openTabs(2);
        ClientTab leader = leaderOf(tabs);
        tabs.remove(leader);
        leader.switchTo("hidden");
        await(() -> assertThat(
                        leader.run("client.value(\"online_users\").alice").asText())
                .isEqualTo("active"));

        crash(tabs.get(0));

        await(() -> assertThat(stateOf("alice")).isEqualTo("HIDDEN"));
        assertThat(host().requests().openStreams()).isEqualTo(1);
    }

    @Test
    void state_isThatOfTheMostPresentTab() {
        List<ClientTab> tabs = openTabs(2);

        tabs.get(0).switchTo("hidden");
        tabs.get(1).switchTo("hidden");
        await(() -> assertThat(stateOf("alice")).isEqualTo("HIDDEN"));
        tabs.get(1).switchTo("visible");
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
        tabs.get(1).close();
        await(() -> assertThat(stateOf("alice")).isEqualTo("HIDDEN"));
        tabs.get(0).page().navigate("about:blank");
        await(() -> assertThat(stateOf("alice")).isEqualTo("OFFLINE"));
    }

    @Test
    void channels_areThoseOfAllTabs_andEachTabReceivesItsOwn() {
        ClientTab first = tab("alice").connectTo("general");
        ClientTab second = tab("alice").connectTo("random");

        host().send("general", 1);
        host().send("random", 2);

        first.awaitLast("messages", "1");
        second.awaitLast("messages", "2");
        assertThat(first.events("messages")).containsExactly("1");
        assertThat(second.events("messages")).containsExactly("2");
        second.run("client.watch(\"general\", \"random\")");
        host().send("general", 3);
        second.awaitLast("messages", "3");
        first.awaitLast("messages", "3");
        assertThat(second.events("messages")).containsExactly("2", "3");
        assertThat(host().requests().of("GET /events")).hasSize(2);
    }

    @Test
    void tabThatComesLater_receivesTheValues_withoutAnotherStream() {
        tab("alice").connectTo("general");
        host().store().typing().start("bob", "general");

        ClientTab second = tab("alice").connectTo("general");

        second.awaitLast("typing", "[\"bob\"]");
        assertThat(second.events("private_channels")).containsExactly("[]");
        assertThat(second.connection()).isEqualTo("live");
        assertThat(host().requests().of("GET /events")).hasSize(1);
    }

    @Test
    void leader_thatIsPutToSleep_letsAnotherLead_andReturns() {
        List<ClientTab> tabs = openTabs(2);
        ClientTab sleeper = leaderOf(tabs);
        ClientTab other = tabs.get(1 - tabs.indexOf(sleeper));

        sleeper.run("document.dispatchEvent(new Event(\"freeze\"))");
        await(() -> assertThat(other.leads()).isTrue());
        host().send("general", 1);
        other.awaitLast("messages", "1");
        sleeper.run("document.dispatchEvent(new Event(\"resume\"))");
        sleeper.run("client.ready");
        host().send("general", 2);

        sleeper.awaitLast("messages", "2");
        other.awaitLast("messages", "2");
        assertThat(sleeper.leads()).isFalse();
        assertThat(other.leads()).isTrue();
    }

    @Test
    void tab_thatSlept_learnsThatItMissedSomething() {
        List<ClientTab> tabs = openTabs(2);
        ClientTab leader = leaderOf(tabs);
        ClientTab sleeper = tabs.get(1 - tabs.indexOf(leader));

        sleeper.run("document.dispatchEvent(new Event(\"freeze\"))");
        host().send("general", 1);
        leader.awaitLast("messages", "1");
        sleeper.run("document.dispatchEvent(new Event(\"resume\"))");

        await(() -> assertThat(sleeper.events("resync")).containsExactly("{}"));
        host().send("general", 2);
        sleeper.awaitLast("messages", "2");
        assertThat(leader.events("resync")).isEmpty();
    }

    @Test
    void page_thatIsShownAgain_continuesOnce() {
        ClientTab alice = tab("alice").connectTo("general");
        alice.run("window.dispatchEvent(new PageTransitionEvent(\"pagehide\", { persisted: true }))");
        alice.run("document.dispatchEvent(new Event(\"freeze\"))");
        await(() -> assertThat(stateOf("alice")).isEqualTo("OFFLINE"));
        host().send("general", 1);

        alice.run("document.dispatchEvent(new Event(\"resume\"))");
        alice.run("window.dispatchEvent(new PageTransitionEvent(\"pageshow\", { persisted: true }))");

        alice.awaitLast("messages", "1");
        host().send("general", 2);
        alice.awaitLast("messages", "2");
        assertThat(alice.events("messages")).containsExactly("1", "2");
        assertThat(alice.run("navigator.locks.query().then(({ held }) => held.length)")
                        .asInt())
                .isEqualTo(2);
        await(() -> assertThat(stateOf("alice")).isEqualTo("ACTIVE"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leader_thatIsNotHeard_isReplaced_andNothingComesTwice(boolean losesTheLockLate) {
        ClientTab other = tab("alice");
        ClientTab sleeper = tab("alice");
        if (losesTheLockLate) {
            sleeper.delayLossesOfLocks();
        }
        sleeper.connectTo("general");
        other.page().clock().install();
        other.connectTo("general");
        assertThat(sleeper.leads()).isTrue();

        sleeper.silence();
        host().send("general", 1);
        for (int seconds = 0; seconds < 110; seconds += 5) {
            other.page().clock().runFor(5000);
        }
        await(() -> assertThat(other.leads()).isTrue());
        other.awaitLast("messages", "1");
        await(() -> assertThat(sleeper.leads()).isFalse());
        host().send("general", 2);

        other.awaitLast("messages", "2");
        sleeper.awaitLast("messages", "2");
        assertThat(other.events("messages")).containsExactly("1", "2");
        assertThat(sleeper.events("messages")).containsExactly("1", "2");
    }

    @Test
    void withoutLocks_onAPageWithoutTls_eachTabHasItsOwnStreamAndSession() {
        ClientTab first = tab("alice", "insecure.test").connectTo("general");
        ClientTab second = tab("alice", "insecure.test").connectTo("general");
        assertThat(first.run("[isSecureContext, \"locks\" in navigator]").toString())
                .isEqualTo("[false,false]");

        host().send("general", 1);

        first.awaitLast("messages", "1");
        second.awaitLast("messages", "1");
        assertThat(host().requests().openStreams()).isEqualTo(2);
        assertThat(host().store().presence().sessions().sessionsOf("alice")).hasSize(2);
        first.switchTo("hidden");
        second.page().navigate("about:blank");
        await(() -> assertThat(stateOf("alice")).isEqualTo("HIDDEN"));
    }

    private List<ClientTab> openTabs(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(i -> tab("alice").connectTo("general"))
                .toList());
    }

    private static ClientTab leaderOf(List<ClientTab> tabs) {
        await(() -> assertThat(tabs.stream().filter(ClientTab::leads)).hasSize(1));
        return tabs.stream().filter(ClientTab::leads).findFirst().orElseThrow();
    }

    private static void crash(ClientTab tab) {
        assertThatThrownBy(() -> tab.page().navigate("chrome://crash")).isInstanceOf(PlaywrightException.class);
    }
}
