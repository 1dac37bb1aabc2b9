package io.minimost.presence.receipts;

import static io.minimost.presence.testing.StoreFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.minimost.presence.events.PresenceEvent.MessagesDelivered;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.EpochSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was delivered, in every store. */
abstract class DeliveriesContract {
    @RegisterExtension
    final StoreFixture fixture;

    DeliveriesContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void delivery_movesForwardOnly_andIsToldOnce() {
        assertThat(mark("bob", 5)).isTrue();
        assertThat(mark("bob", 5)).isFalse();
        assertThat(mark("bob", 4)).isFalse();
        assertThat(mark("bob", 6)).isTrue();

        assertThat(deliveries().deliveredUpTo("general", "bob")).contains(at(6));
        assertThat(fixture.takeEvents()).containsExactly(delivered("bob", 5), delivered("bob", 6));
    }

    @Test
    void deliveries_areByUserAndChannel() {
        mark("zoe", 3);
        mark("bob", 2);
        mark("\ud83d\ude00", 2);
        mark("\uff5e", 2);
        deliveries().markDelivered("random", "carol", at(1));

        assertThat(deliveries().deliveredUpTo("general"))
                .containsExactly(
                        entry("bob", at(2)), entry("zoe", at(3)), entry("\uff5e", at(2)), entry("\ud83d\ude00", at(2)))
                .isUnmodifiable();
        assertThat(deliveries().deliveredUpTo("random", "bob")).isEmpty();
    }

    @Test
    void delivery_isNotReading() {
        mark("bob", 3);

        assertThat(fixture.store().receipts().watermarks("general")).isEmpty();
        assertThat(fixture.store().receipts().readPoints().readPoint("general", "bob"))
                .isEmpty();
    }

    @Test
    void delivery_aheadOfTheClock_isNow() {
        assertThat(deliveries().markDelivered("general", "bob", START.plus(Duration.ofDays(1))))
                .isTrue();
        assertThat(deliveries().deliveredUpTo("general", "bob")).contains(START);

        assertThat(deliveries().markDelivered("general", "carol", Instant.MAX)).isTrue();
        assertThat(deliveries().deliveredUpTo("general", "carol")).contains(START);
    }

    @Test
    void times_areWhatTheFileCanHold() {
        Instant exact = Instant.ofEpochSecond(1_795_487_159L, 159_127_300);

        deliveries().markDelivered("general", "bob", exact);

        Instant stored = EpochSeconds.asStored(exact);
        assertThat(deliveries().deliveredUpTo("general")).containsExactly(entry("bob", stored));
        assertThat(fixture.takeEvents()).containsExactly(new MessagesDelivered("general", "bob", stored, START));
    }

    @Test
    void usersWhoDoNotShowIt_areNotStored() {
        for (PrivacySettings hidden : List.of(
                PrivacySettings.DEFAULT.withReceipts(ReceiptPrivacy.PRIVATE),
                PrivacySettings.DEFAULT.withInvisible(true))) {
            mark("bob", 1);
            fixture.store().presence().privacy().set("bob", hidden);
            fixture.takeEvents();

            assertThat(mark("bob", 5)).isFalse();

            assertThat(deliveries().deliveredUpTo("general", "bob")).contains(at(1));
            assertThat(fixture.takeEvents()).isEmpty();
        }
        fixture.store().presence().privacy().set("bob", PrivacySettings.DEFAULT.withSendsTyping(false));
        assertThat(mark("bob", 5)).isTrue();
    }

    @Test
    void deliveries_areDeletedWithTheirUserAndTheirChannel() {
        mark("bob", 1);
        mark("carol", 1);
        deliveries().markDelivered("random", "carol", at(1));

        fixture.store().deleteUser("bob");
        assertThat(deliveries().deliveredUpTo("general")).containsOnlyKeys("carol");
        fixture.store().deleteChannel("general");
        assertThat(deliveries().deliveredUpTo("general")).isEmpty();
        assertThat(deliveries().deliveredUpTo("random")).containsOnlyKeys("carol");
    }

    private static MessagesDelivered delivered(String user, int number) {
        return new MessagesDelivered("general", user, at(number), START);
    }

    private boolean mark(String user, int number) {
        return deliveries().markDelivered("general", user, at(number));
    }

    private static Instant at(int number) {
        return START.minusSeconds(100).plusMillis(number * 1000L + 250);
    }

    private Deliveries deliveries() {
        return fixture.store().receipts().deliveries();
    }
}
