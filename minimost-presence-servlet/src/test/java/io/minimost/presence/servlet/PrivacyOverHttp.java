package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.presence.LastSeenPrivacy;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users show to others. */
interface PrivacyOverHttp extends HttpFixture {
    String SHOWS_ALL = "{\"invisible\":false,\"last_seen\":\"exact\",\"receipts\":\"all\",\"sends_typing\":true}";
    String SHOWS_NOTHING =
            "{\"invisible\":true,\"last_seen\":\"nobody\",\"receipts\":\"private\",\"sends_typing\":false}";

    private ClientResponse put(String user, String json) {
        return as(user).putJson("/presence/privacy", json);
    }

    @Test
    default void getPrivacy_isTheUsersOwn() {
        as("alice").get("/presence/privacy").isJson(SHOWS_ALL);

        put("alice", SHOWS_NOTHING).isJson(SHOWS_NOTHING);

        as("alice").get("/presence/privacy").isJson(SHOWS_NOTHING);
        as("bob").get("/presence/privacy").isJson(SHOWS_ALL);
    }

    @Test
    default void putPrivacy_changesWhatIsNamed() {
        put("alice", "{\"receipts\":\"private\"}").hasStatus(200);
        put("alice", "{\"sends_typing\":false,\"user\":\"bob\"}").hasStatus(200);
        put("alice", "{\"receipts\":\"all\",\"last_seen\":\"nobody\"}").hasStatus(200);
        put("alice", "{}").hasStatus(200);

        assertThat(store().presence().privacy().settingsOf("alice"))
                .isEqualTo(new PrivacySettings(false, false, ReceiptPrivacy.ALL, LastSeenPrivacy.NOBODY));
        assertThat(store().presence().privacy().settingsOf("bob")).isEqualTo(PrivacySettings.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invisible    | \"yes\"",
                "invisible    | 1",
                "invisible    | null",
                "invisible    | []",
                "sends_typing | \"false\"",
                "sends_typing | null",
                "receipts     | \"nobody\"",
                "receipts     | \"ALL\"",
                "receipts     | null",
                "receipts     | {\"a\":\"all\"}",
                "last_seen    | \"\"",
                "last_seen    | true"
            })
    default void putPrivacy_withAValueThatIsNotValid_isBadInputThatNamesIt(String field, String value) {
        String others = "\"invisible\":true,\"sends_typing\":false,\"receipts\":\"private\",\"last_seen\":\"nobody\"";
        String body = "{" + others.replaceAll("\"" + field + "\":[^,]*", "\"" + field + "\":" + value) + "}";

        put("alice", body).badInput(field);

        assertThat(changes()).isEmpty();
        as("alice").get("/presence/privacy").isJson(SHOWS_ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "null", "\"all\"", "{\"receipts\":\"all\",\"receipts\":\"private\"}"})
    default void putPrivacy_withoutAnObject_isBadInput(String body) {
        put("alice", body).badInput("body");
        as("alice").method("PUT", "/presence/privacy").badInput("body");

        assertThat(changes()).isEmpty();
    }

    @Test
    default void privacy_ofNobody_mustSignIn() {
        assertThat(http().get("/presence/privacy").error(401)).isEqualTo("sign in first");
        assertThat(http().putJson("/presence/privacy", SHOWS_NOTHING).error(401))
                .isEqualTo("sign in first");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void typing_thatIsNotShown_isAnsweredAsEver() {
        as("alice").post("/typing/general").isNoContent();
        as("bob").get("/typing/general").isJson("[\"alice\"]");

        put("alice", "{\"sends_typing\":false}").hasStatus(200);
        as("bob").get("/typing/general").isJson("[]");
        changes().clear();
        as("alice").post("/typing/general").isNoContent();
        as("alice").delete("/typing/general").isNoContent();

        as("bob").get("/typing/general").isJson("[]");
        assertThat(changes()).isEmpty();
    }
}
