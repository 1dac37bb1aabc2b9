package io.minimost.presence.receipts;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.events.PresenceEvent;
import io.minimost.presence.presence.LastSeenPrivacy;
import io.minimost.presence.presence.PrivacySettings;
import io.minimost.presence.presence.ReceiptPrivacy;
import io.minimost.presence.receipts.HostMessages.Sent;
import io.minimost.presence.testing.Seeds;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random reading, in public and privately, and marks as unread: the store must return and publish the same as the model. A failed
 * run reports how to repeat it.
 */
abstract class ReceiptsModelContract {
    private static final int STEPS = 700;
    private static final int MESSAGES = 12;
    private static final List<String> USERS = List.of("bob", "carol", "Dave", "\ud83d\ude00");
    private static final List<String> CHANNELS = List.of("general", "dm:alice:bob", "private:7");
    private static final List<Boolean> FLAGS = List.of(true, false);

    @RegisterExtension
    final StoreFixture fixture;

    private final ReceiptsModel model = new ReceiptsModel();
    private Random random = new Random(0);

    ReceiptsModelContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    /** Of several stores, the next one. */
    PresenceStore store() {
        return fixture.store();
    }

    /** What all stores have published since the last call. */
    List<PresenceEvent> takeEvents() {
        return fixture.takeEvents();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void store_behavesLikeTheModel(long seed) {
        random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            Seeds.step(seed, step, this::step);
        }
    }

    private void step() {
        String user = any(USERS);
        String channel = any(CHANNELS);
        String what = act(user, channel);
        assertThat(takeEvents()).as(what).containsExactlyInAnyOrderElementsOf(model.takeEvents());
        compare(what, user, channel);
    }

    /** Does one step on the store and the model; returns its description. */
    private String act(String user, String channel) {
        ReadReceipts receipts = store().receipts();
        Instant time = anyTime();
        String about = " " + user + " " + channel + " " + time;
        int dice = random.nextInt(100);
        if (dice < 25) {
            List<Instant> messages = random.ints(1 + random.nextInt(3), 0, MESSAGES)
                    .distinct()
                    .mapToObj(ReceiptsModelContract::at)
                    .toList();
            assertThat(receipts.markRead(channel, user, messages)).isEqualTo(model.markRead(channel, user, messages));
            return "markRead" + about + messages;
        } else if (dice < 38) {
            assertThat(receipts.markReadUpTo(channel, user, time)).isEqualTo(model.markReadUpTo(channel, user, time));
            return "markReadUpTo" + about;
        } else if (dice < 50) {
            assertThat(receipts.readPoints().markReadPrivately(channel, user, time))
                    .isEqualTo(model.markReadPrivately(channel, user, time));
            return "markReadPrivately" + about;
        } else if (dice < 68) {
            MessageRef message = new MessageRef(channel, time);
            assertThat(receipts.readPoints().markUnreadFrom(user, message))
                    .isEqualTo(model.markUnreadFrom(user, message));
            return "markUnreadFrom" + about;
        } else if (dice < 80) {
            assertThat(receipts.deliveries().markDelivered(channel, user, time))
                    .isEqualTo(model.markDelivered(channel, user, time));
            return "markDelivered" + about;
        } else if (dice < 94) {
            PrivacySettings settings = new PrivacySettings(
                    any(FLAGS), any(FLAGS), any(List.of(ReceiptPrivacy.values())), LastSeenPrivacy.EXACT);
            store().presence().privacy().set(user, settings);
            model.setPrivacy(user, settings);
            return settings + about;
        } else if (dice < 96) {
            store().deleteUser(user);
            model.deleteUser(user);
            return "deleteUser" + about;
        } else if (dice < 98) {
            store().deleteChannel(channel);
            model.deleteChannel(channel);
            return "deleteChannel" + about;
        }
        store().deleteMessage(new MessageRef(channel, time));
        model.deleteMessage(new MessageRef(channel, time));
        return "deleteMessage" + about;
    }

    private void compare(String what, String user, String channel) {
        ReadReceipts receipts = store().receipts();
        assertThat(receipts.receiptsOf(channel)).as(what).containsExactlyEntriesOf(model.receiptsOf(channel));
        assertThat(receipts.watermarks(channel)).as(what).isEqualTo(model.watermarks(channel));
        assertThat(receipts.deliveries().deliveredUpTo(channel)).as(what).isEqualTo(model.deliveredUpTo(channel));
        assertThat(receipts.readPoints().readPoint(channel, user)).as(what).isEqualTo(model.readPoint(channel, user));
        assertThat(receipts.readPoints().ownReadPoints(user))
                .as(what)
                .containsExactlyEntriesOf(model.ownReadPoints(user));
        Instant read = model.readPoint(channel, user).orElse(Instant.MIN);
        assertThat(receipts.unread(channel, user, hostOf(channel)))
                .as(what)
                .isEqualTo(IntStream.range(0, MESSAGES)
                        .mapToObj(ReceiptsModelContract::at)
                        .filter(time -> time.isAfter(read))
                        .toList());
    }

    private static MessageLookup hostOf(String channel) {
        return new HostMessages(
                channel,
                IntStream.range(0, MESSAGES)
                        .mapToObj(number -> new Sent(at(number), "alice"))
                        .toList());
    }

    private Instant anyTime() {
        return at(random.nextInt(MESSAGES));
    }

    private static Instant at(int number) {
        return StoreFixture.START.minusSeconds(100).plusMillis(number * 1000L + 250);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
