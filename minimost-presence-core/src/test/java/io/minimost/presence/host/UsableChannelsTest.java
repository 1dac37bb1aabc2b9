package io.minimost.presence.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.errors.PresenceStoreException;
import io.minimost.presence.host.guard.GuardedAccess;
import io.minimost.presence.values.ChannelId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may use which of many channels, asked at once. */
class UsableChannelsTest {
    private static final ChannelId GENERAL = ChannelId.parse("general");
    private static final ChannelId RANDOM = ChannelId.parse("random");
    private static final ChannelId DIRECT = ChannelId.parse("dm:alice:bob");

    private final PresenceStore store = PresenceStore.inMemory();
    private final ChannelId team =
            store.channels().create("Team", "alice", List.of("carol")).id();
    private final Map<String, Set<ChannelId>> asked = Map.of(
            "alice", Set.of(GENERAL, RANDOM, DIRECT, team),
            "bob", Set.of(GENERAL, DIRECT, team),
            "carol", Set.of(RANDOM, team),
            "nobody", Set.of());

    @AfterEach
    void closeStore() {
        store.close();
    }

    @Test
    void standardRule_answersTheSameAsForEach() {
        ChannelAccess rule = ChannelAccess.standard(store, List.of("general"));
        ChannelAccess oneByOne =
                (user, channel) -> channel.equals(GENERAL) || store.channels().takesPart(channel, user);

        assertThat(rule.usable(asked))
                .isEqualTo(oneByOne.usable(asked))
                .isEqualTo(Map.of(
                        "alice",
                        Set.of(GENERAL, DIRECT, team),
                        "bob",
                        Set.of(GENERAL, DIRECT),
                        "carol",
                        Set.of(team),
                        "nobody",
                        Set.of()));
    }

    @Test
    void hostThatFailsForOneChannel_leavesOutThoseWhoAskForIt() {
        GuardedAccess access = new GuardedAccess((user, channel) -> {
            if (channel.equals(RANDOM)) {
                throw new IllegalStateException("of the host");
            }
            return true;
        });

        assertThat(access.usable(asked)).isEqualTo(Map.of("bob", Set.of(GENERAL, DIRECT, team), "nobody", Set.of()));
    }

    @Test
    void hostThatFailsForManyAtOnce_isAskedOneByOne() {
        ChannelAccess standard = ChannelAccess.standard(store, List.of("general"));
        GuardedAccess access = new GuardedAccess(new ChannelAccess() {
            @Override
            public boolean mayUse(String user, ChannelId channel) {
                return standard.mayUse(user, channel);
            }

            @Override
            public Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
                throw new IllegalStateException("too many parameters");
            }
        });

        assertThat(access.usable(asked)).isEqualTo(standard.usable(asked));
    }

    @Test
    @SuppressWarnings("NullAway") // what a host without null checks does
    void hostThatAnswersNull_isAskedOneByOne() {
        GuardedAccess access = new GuardedAccess(new ChannelAccess() {
            @Override
            public boolean mayUse(String user, ChannelId channel) {
                return channel.equals(GENERAL);
            }

            @Override
            public Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
                return null;
            }
        });

        assertThat(access.usable(asked))
                .isEqualTo(Map.of(
                        "alice", Set.of(GENERAL), "bob", Set.of(GENERAL), "carol", Set.of(), "nobody", Set.of()));
    }

    @Test
    void hostThatAnswersMoreOrLess_grantsOnlyWhatWasAskedFor() {
        GuardedAccess access = new GuardedAccess(new ChannelAccess() {
            @Override
            public boolean mayUse(String user, ChannelId channel) {
                return false;
            }

            @Override
            public Map<String, Set<ChannelId>> usable(Map<String, Set<ChannelId>> channelsByUser) {
                return Map.of("bob", Set.of(RANDOM, DIRECT), "mallory", Set.of(team));
            }
        });

        assertThat(access.usable(asked))
                .isEqualTo(Map.of("alice", Set.of(), "bob", Set.of(DIRECT), "carol", Set.of(), "nobody", Set.of()));
    }

    @Test
    void failureOfTheStore_isPassedOn() {
        GuardedAccess access = new GuardedAccess(ChannelAccess.standard(store, List.of("general")));
        store.close();

        assertThatThrownBy(() -> access.usable(asked)).isInstanceOf(PresenceStoreException.Closed.class);
    }
}
