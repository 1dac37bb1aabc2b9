package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.presence.LastSeenPrivacy;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.values.Availability;
import io.minimost.presence.values.Status;
import io.minimost.presence.values.StatusSource;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusInputTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_716_000_000);

    private final PresenceStore store =
            PresenceStore.builder().clock(InstantSource.fixed(NOW)).inMemory().open();

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void status_isWhatTheUserHasSet() {
        Status status =
                read("{\"state\":\"do_not_disturb\",\"text\":\" At lunch \",\"emoji\":\"\",\"for_seconds\":60}");

        assertThat(status.source()).isEqualTo(StatusSource.MANUAL);
        assertThat(status.availability()).contains(Availability.DO_NOT_DISTURB);
        assertThat(status.text()).contains("At lunch");
        assertThat(status.emoji()).isEmpty();
        assertThat(status.until()).contains(NOW.plusSeconds(60));
        assertThat(read("{\"text\":\"x\",\"until\":1716000001.5}").until()).contains(NOW.plusMillis(1500));
        assertThat(read("{\"text\":\"x\"}").until()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | body: body must have a state, a text or an emoji",
                "{'text':' '} | body: body must have a state, a text or an emoji",
                "{'text':'x','for_seconds':0} | for_seconds: for_seconds must be more than 0 and at most 315576000",
                "{'text':'x','for_seconds':315576001} | for_seconds: for_seconds must be more than 0 and at most 315576000",
                "{'text':'x','for_seconds':1,'until':2} | for_seconds: for_seconds and until exclude each other",
                "{'text':1} | text: text must be a text, not 1",
                "{'text':'x','until':true} | until: until must be a number, not true"
            },
            quoteCharacter = '`')
    void malformedStatus_namesTheField(String json, String error) {
        assertThat(InputErrors.text(() -> read(json.replace('\'', '"')))).isEqualTo(error);
    }

    @Test
    void status_thatTheStoreRejects_namesTheField() {
        assertThat(InputErrors.text(() -> read("{\"state\":\"no such\"}"))).startsWith("state: ");
        assertThat(InputErrors.text(() -> read("{\"text\":\"" + "x".repeat(101) + "\"}")))
                .startsWith("text: ");
        assertThat(InputErrors.text(() -> read("{\"text\":\"x\",\"until\":1e300}")))
                .startsWith("until: ");
    }

    @Test
    void privacy_changesWhatIsNamed() {
        PrivacySettings changed = PrivacyJson.change(
                        JsonObject.parse("{\"invisible\":true,\"receipts\":\"private\",\"last_seen\":\"nobody\"}"))
                .apply(PrivacySettings.DEFAULT);

        assertThat(changed)
                .isEqualTo(new PrivacySettings(
                        true, PrivacySettings.DEFAULT.sendsTyping(), ReceiptPrivacy.PRIVATE, LastSeenPrivacy.NOBODY));
        assertThat(PrivacyJson.change(JsonObject.parse("{\"sends_typing\":false}"))
                        .apply(changed))
                .isEqualTo(new PrivacySettings(true, false, ReceiptPrivacy.PRIVATE, LastSeenPrivacy.NOBODY));
        assertThat(InputErrors.text(() -> PrivacyJson.change(JsonObject.parse("{\"receipts\":null}"))))
                .isEqualTo("receipts: receipts must be all or private, not null");
        assertThat(InputErrors.text(() -> PrivacyJson.change(JsonObject.parse("{\"invisible\":null}"))))
                .isEqualTo("invisible: invisible must be true or false, not null");
    }

    private Status read(String json) {
        return new StatusInput(store.presence().statuses(), JsonObject.parse(json)).status();
    }
}
