package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.values.Availability;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The status of users, and what others see of them. */
interface StatusOverHttp extends StreamFixture {
    String NONE = "{\"claims\":[],\"status\":null}";

    @Test
    default void putStatus_isAnswered_read_andCleared() {
        String expected = own(status("\"manual\"", "\"do_not_disturb\"", "\"At lunch\"", "\"🍜\"", "null"));
        as("ann")
                .putJson("/presence/status", "{\"state\":\"do_not_disturb\",\"text\":\" At lunch \",\"emoji\":\"🍜\"}")
                .isJson(expected);
        as("ann").get("/presence/status").isJson(expected);
        as("bob").get("/presence/status").isJson(NONE);

        as("ann").delete("/presence/status").isNoContent();
        as("ann").get("/presence/status").isJson(NONE);
        as("ann").delete("/presence/status").isNoContent();
    }

    @Test
    default void putStatus_endsByTime() {
        as("ann")
                .putJson("/presence/status", "{\"text\":\"Lunch\",\"for_seconds\":1800.5}")
                .hasStatus(200);
        assertThat(end()).isEqualTo(clock().instant().plusMillis(1_800_500));
        Instant until = Instant.ofEpochSecond(clock().instant().getEpochSecond() + 60);
        as("ann")
                .putJson("/presence/status", "{\"text\":\"Lunch\",\"until\":" + until.getEpochSecond() + "}")
                .hasStatus(200);
        assertThat(end()).isEqualTo(until);

        elapse(Duration.ofSeconds(61));
        as("ann").get("/presence/status").isJson(NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "state | {'state':'away'}",
                "state | {'state':'in_call'}",
                "state | {'state':'ACTIVE'}",
                "state | {'state':5,'text':'x'}",
                "text | {'text':['x']}",
                "text | {'text':'a\\u0000b'}",
                "text | {'text':'\\ud800'}",
                "text | {'text':'\\u202eabc'}",
                "emoji | {'emoji':'a b'}",
                "emoji | {'emoji':true}",
                "until | {'text':'x','until':'soon'}",
                "until | {'text':'x','until':1}",
                "until | {'text':'x','until':-1e300}",
                "until | {'text':'x','until':1e400}",
                "until | {'text':'x','until':1e17}",
                "for_seconds | {'text':'x','for_seconds':0}",
                "for_seconds | {'text':'x','for_seconds':-5}",
                "for_seconds | {'text':'x','for_seconds':1e300}",
                "for_seconds | {'text':'x','for_seconds':1e400}",
                "for_seconds | {'text':'x','for_seconds':'60'}",
                "for_seconds | {'text':'x','for_seconds':60,'until':9999999999}",
                "body | {}",
                "body | {'text':' ','emoji':'','state':null}",
                "body | {'for_seconds':60}",
                "body | []",
                "body | ``"
            })
    default void putStatus_thatIsNotValid_namesTheField_andChangesNothing(String field, String body) {
        as("ann").putJson("/presence/status", "{\"text\":\"Before\"}").hasStatus(200);
        String before = as("ann").get("/presence/status").body();

        assertThat(as("ann")
                        .putJson("/presence/status", body.replace('\'', '"'))
                        .hasStatus(400)
                        .body())
                .contains("\"field\":\"" + field + "\"");
        as("ann").get("/presence/status").isJson(before);
    }

    @Test
    default void putStatus_withTooLongATextOrEmoji_isBadInput() {
        assertThat(as("ann")
                        .putJson("/presence/status", "{\"text\":\"" + "x".repeat(101) + "\"}")
                        .hasStatus(400)
                        .body())
                .contains("\"field\":\"text\"");
        assertThat(as("ann")
                        .putJson("/presence/status", "{\"emoji\":\"" + "x".repeat(33) + "\"}")
                        .hasStatus(400)
                        .body())
                .contains("\"field\":\"emoji\"");
        as("ann")
                .putJson("/presence/status", "{\"text\":\"" + "😀".repeat(100) + "\"}")
                .hasStatus(200);
    }

    @Test
    default void status_isTheOverride_bothWays() {
        as("ann").postJson("/presence/override", "{\"override\":\"idle\"}").isNoContent();
        as("ann").get("/presence/status").isJson(own(status("\"manual\"", "\"idle\"", "null", "null", "null")));

        as("ann")
                .putJson("/presence/status", "{\"state\":\"active\",\"text\":\"Here\"}")
                .hasStatus(200);
        as("ann").get("/presence/override").isJson("{\"override\":\"active\"}");
        as("ann").postJson("/presence/override", "{\"override\":\"auto\"}").isNoContent();
        as("ann").get("/presence/status").isJson(NONE);

        as("ann").putJson("/presence/status", "{\"state\":\"idle\"}").hasStatus(200);
        as("ann").delete("/presence/status").isNoContent();
        as("ann").get("/presence/override").isJson("{\"override\":null}");
    }

    @Test
    default void userInACall_isActiveWhileAClientRuns_whateverItReports() {
        as("ann")
                .postJson("/presence", "{\"state\":\"hidden\",\"session\":\"desk-0001\"}")
                .isNoContent();
        as("ann").postJson("/presence/override", "{\"override\":\"idle\"}").isNoContent();
        String call = store().calls()
                .initiate("dm:ann:bob", "ann")
                .call()
                .orElseThrow()
                .id();
        as("bob").post("/calls/" + call + "/accept").hasStatus(200);

        as("bob").get("/online_users").isJson("{\"ann\":\"active\"}");
        as("ann").get("/presence/override").isJson("{\"override\":\"idle\"}");
        assertThat(as("bob").get("/presence/users?user=ann").body()).contains("in_call");
        as("ann").post("/calls/" + call + "/end").hasStatus(200);
        as("bob").get("/online_users").isJson("{\"ann\":\"idle\"}");
    }

    @Test
    default void getUsers_hasWhatOthersSee_andStrangersAreOffline() {
        store().presence().update("ann", PresenceState.HIDDEN);
        store().presence()
                .statuses()
                .set(
                        "bob",
                        Status.by(StatusSource.CALENDAR).withText("Workshop").with(Availability.IDLE));
        long seen = clock().instant().getEpochSecond();

        as("carol")
                .get("/presence/users?user=nobody&user=bob&user=ann&user=ann")
                .isJson("{\"users\":{\"nobody\":" + user("offline", "null", "null")
                        + ",\"bob\":"
                        + user("offline", status("\"calendar\"", "\"idle\"", "\"Workshop\"", "null", "null"), "null")
                        + ",\"ann\":" + user("hidden", "null", seen + ".0") + "}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?user=", "?user=a%00b", "?user=ann&user=b:c", "?other=ann"})
    default void getUsers_withoutValidNames_isBadInput(String query) {
        assertThat(as("ann").get("/presence/users" + query).hasStatus(400).body())
                .contains("\"field\":\"user\"");
    }

    @Test
    default void getUsers_answersAHundred_andNoMore() {
        String hundred = IntStream.range(0, 100).mapToObj(i -> "user=u" + i).collect(Collectors.joining("&"));
        as("ann").get("/presence/users?" + hundred).hasStatus(200);
        as("ann").get("/presence/users?user=one&" + hundred).hasStatus(400);
    }

    @Test
    default void status_ofAnonymousClients_needsASignIn() {
        http().get("/presence/status").hasStatus(401);
        http().putJson("/presence/status", "{\"text\":\"x\"}").hasStatus(401);
        http().delete("/presence/status").hasStatus(401);
        http().get("/presence/users?user=ann").hasStatus(401);
    }

    @Test
    default void stream_sendsTheStatuses_firstAndAtEachChange() {
        as("ann")
                .putJson("/presence/status", "{\"text\":\"Lunch\",\"for_seconds\":60}")
                .hasStatus(200);
        String lunch = status(
                "\"manual\"",
                "null",
                "\"Lunch\"",
                "null",
                clock().instant().plusSeconds(60).getEpochSecond() + ".0");
        try (EventSourceClient stream = subscribe("carol", "");
                EventSourceClient facts = subscribe("dave", "?facts=true")) {
            stream.awaitLast("statuses", "{\"ann\":" + lunch + "}");
            facts.awaitLast("statuses", "{\"ann\":" + lunch + "}");
            as("bob").putJson("/presence/status", "{\"emoji\":\"🚀\"}").hasStatus(200);
            stream.awaitLast(
                    "statuses",
                    "{\"ann\":" + lunch + ",\"bob\":" + status("\"manual\"", "null", "null", "\"🚀\"", "null") + "}");

            as("bob").delete("/presence/status");
            elapse(Duration.ofSeconds(61));
            store().sweep();
            stream.awaitLast("statuses", "{}");
            facts.awaitLast("statuses", "{}");
        }
    }

    private Instant end() {
        return store().presence()
                .statuses()
                .statusOf("ann")
                .flatMap(Status::until)
                .orElseThrow();
    }

    private static String own(String status) {
        return "{\"claims\":[" + status + "],\"status\":" + status + "}";
    }

    private static String user(String state, String status, String seen) {
        return "{\"last_seen\":" + seen + ",\"state\":\"" + state + "\",\"status\":" + status + "}";
    }

    private static String status(String source, String state, String text, String emoji, String until) {
        return "{\"emoji\":" + emoji + ",\"source\":" + source + ",\"state\":" + state + ",\"text\":" + text
                + ",\"until\":" + until + "}";
    }
}
