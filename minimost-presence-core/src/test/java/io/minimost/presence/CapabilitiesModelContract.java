package io.minimost.presence;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.reactions.Reaction;
import io.minimost.presence.testing.Seeds;
import io.minimost.presence.testing.StoreFixture;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random calls, with a clock that jumps forwards and backwards: the store must return and publish the same as the model.
 * A failed run reports how to repeat it.
 */
abstract class CapabilitiesModelContract {
    private static final int STEPS = 2000;
    private static final List<String> USERS = List.of("alice", "bob", "carol", "Dave", "eve");
    private static final List<String> CHANNELS = List.of("general", "dm:alice:bob", "private:1", "private:2");
    private static final List<String> EMOJIS = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> NAMES = List.of("Team", "Other team", "x");

    @RegisterExtension
    final StoreFixture fixture;

    private final CapabilitiesModel model = new CapabilitiesModel(StoreFixture.START);
    private Random random = new Random(0);

    CapabilitiesModelContract(StoreFixture fixture) {
        this.fixture = fixture;
    }

    static LongStream seeds() {
        return Seeds.all();
    }

    @BeforeEach
    void setLimits() {
        fixture.reopen(builder -> builder.reactionLimits(CapabilitiesModel.LIMITS)
                .receiptRetention(CapabilitiesModel.RECEIPT_RETENTION)
                .emptyChannelRetention(CapabilitiesModel.EMPTY_CHANNEL_RETENTION));
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
        String what = act();
        assertThat(fixture.takeEvents()).as(what).containsExactlyInAnyOrderElementsOf(model.takeEvents());
        compare(what);
    }

    /** Does one step on the store and the model; returns its description. */
    private String act() {
        int dice = random.nextInt(100);
        if (dice < 30) {
            return read(any(CHANNELS), any(USERS));
        } else if (dice < 55) {
            return react(anyMessage(), any(EMOJIS), any(USERS));
        } else if (dice < 85) {
            return changeMembers(anyTeam(), any(USERS), any(USERS));
        } else if (dice < 88) {
            return delete();
        }
        fixture.clock().step(anyDuration());
        model.clock(now());
        fixture.sweep();
        model.sweep();
        return "sweep at " + now();
    }

    private String read(String channel, String reader) {
        if (random.nextInt(5) == 0) {
            Instant upTo = anyTime();
            boolean moved = fixture.store().receipts().markReadUpTo(channel, reader, upTo);
            assertThat(moved).isEqualTo(model.raise(channel, reader, EpochSeconds.asStored(upTo)));
            return "markReadUpTo %s %s %s".formatted(channel, reader, upTo);
        }
        List<Instant> messages =
                Stream.generate(this::anyTime).limit(random.nextInt(5)).toList();
        int fresh = fixture.store().receipts().markRead(channel, reader, messages);
        assertThat(fresh)
                .isEqualTo(model.markRead(
                        channel,
                        reader,
                        messages.stream().map(EpochSeconds::asStored).toList()));
        return "markRead %s %s %s".formatted(channel, reader, messages);
    }

    private String react(MessageRef message, String emoji, String user) {
        int dice = random.nextInt(4);
        var reactions = fixture.store().reactions();
        if (dice == 0) {
            assertThat(reactions.add(message, emoji, user)).isEqualTo(model.add(message, emoji, user));
        } else if (dice == 1) {
            assertThat(reactions.remove(message, emoji, user)).isEqualTo(model.remove(message, emoji, user));
        } else {
            assertThat(reactions.toggle(message, emoji, user)).isEqualTo(model.toggle(message, emoji, user));
        }
        return "react %d %s %s %s".formatted(dice, message, emoji, user);
    }

    private String changeMembers(ChannelId.Private team, String actor, String user) {
        PrivateChannels channels = fixture.store().channels();
        int dice = random.nextInt(10);
        if (dice < 1) {
            List<String> others = random.nextBoolean() ? List.of() : List.of(user, any(USERS), user);
            long id = channels.create("Team", actor, others).id().id();
            assertThat(id).isEqualTo(model.create("Team", actor, others));
        } else if (dice < 2) {
            String name = any(NAMES);
            assertThat(channels.rename(team, actor, name)).isEqualTo(model.rename(team.id(), actor, name));
        } else if (dice < 6) {
            Instant since = anyTime();
            int kind = random.nextInt(3);
            HistoryVisibility history = List.of(
                            HistoryVisibility.all(), HistoryVisibility.fromNow(), HistoryVisibility.since(since))
                    .get(kind);
            Optional<Instant> start = List.of(Optional.<Instant>empty(), Optional.of(now()), Optional.of(since))
                    .get(kind)
                    .map(EpochSeconds::asStored);
            assertThat(channels.addMember(team, actor, user, history))
                    .isEqualTo(model.addMember(team.id(), actor, user, start));
        } else if (dice < 8) {
            assertThat(channels.removeMember(team, actor, user)).isEqualTo(model.removeMember(team.id(), actor, user));
        } else {
            boolean wasMember = model.isMember(team.id(), actor);
            model.removeMember(team.id(), actor, actor);
            assertThat(channels.leave(team, actor)).isEqualTo(wasMember);
        }
        return "members %d %s %s %s".formatted(dice, team, actor, user);
    }

    private String delete() {
        int dice = random.nextInt(3);
        String user = any(USERS);
        String channel = any(CHANNELS);
        MessageRef message = anyMessage();
        if (dice == 0) {
            fixture.store().deleteUser(user);
            model.deleteUser(user);
        } else if (dice == 1) {
            fixture.store().deleteChannel(channel);
            model.deleteChannel(channel);
        } else {
            fixture.store().deleteMessage(message);
            model.deleteMessage(message);
        }
        return "delete %d %s %s %s".formatted(dice, user, channel, message);
    }

    private void compare(String what) {
        String user = any(USERS);
        String channel = any(CHANNELS);
        ChannelId.Private team = anyTeam();
        MessageRef message = anyMessage();
        var receipts = fixture.store().receipts();
        assertThat(receipts.receiptsOf(channel)).as(what).containsExactlyEntriesOf(model.receipts(channel));
        assertThat(receipts.receiptsOf(message.channel(), List.of(message.at())).values())
                .as(what)
                .containsExactly(model.receipts(message.channel()).getOrDefault(message.at(), List.of()));
        assertThat(receipts.watermarks(channel)).as(what).containsExactlyEntriesOf(model.watermarks(channel));
        assertThat(receipts.lastRead(channel, user)).as(what).isEqualTo(model.lastRead(channel, user));
        assertThat(fixture.store().reactions().reactionsTo(message))
                .as(what)
                .isEqualTo(model.reactions(message).entrySet().stream()
                        .map(reaction -> new Reaction(reaction.getKey(), List.copyOf(reaction.getValue())))
                        .toList());

        PrivateChannels channels = fixture.store().channels();
        assertThat(channels.channelsOf(user))
                .as(what)
                .extracting(mine -> mine.id().id())
                .containsExactlyElementsOf(model.teamsOf(user).keySet());
        assertThat(channels.find(team).map(PrivateChannel::name))
                .as(what)
                .isEqualTo(model.team(team.id()).map(CapabilitiesModel.Team::name));
        assertThat(channels.find(team).map(PrivateChannel::members))
                .as(what)
                .isEqualTo(model.team(team.id()).map(CapabilitiesModel.Team::members));
        assertThat(channels.isMember(team, user)).as(what).isEqualTo(model.isMember(team.id(), user));
        assertThat(channels.historyStart(team, user)).as(what).isEqualTo(model.historyStart(team.id(), user));
    }

    /** One of a few times around now; the file can store some of them only rounded. */
    private Instant anyTime() {
        return StoreFixture.START.plusSeconds(random.nextInt(10) * 3000L).plusNanos(random.nextInt(3) * 123_456_789L);
    }

    private MessageRef anyMessage() {
        return new MessageRef(any(CHANNELS), anyTime());
    }

    /** One of the newest channels, or the next one; older ones are gone. */
    private ChannelId.Private anyTeam() {
        return new ChannelId.Private(Math.max(1, model.lastTeam() - 3) + random.nextInt(5));
    }

    private Duration anyDuration() {
        return switch (random.nextInt(6)) {
            case 0 -> Duration.ofSeconds(-random.nextInt(9000));
            case 1 -> Duration.ofSeconds(3500 + random.nextInt(200));
            case 2 -> Duration.ZERO;
            default -> Duration.ofMillis(random.nextInt(4_000_000));
        };
    }

    private Instant now() {
        return fixture.clock().instant();
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
