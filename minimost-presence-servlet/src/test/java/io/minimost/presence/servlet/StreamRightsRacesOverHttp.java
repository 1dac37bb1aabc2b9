package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.host.HostEvent;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Streams of users who lose their channel while their stream begins. */
interface StreamRightsRacesOverHttp extends StreamTeamFixture {
    /** Between the access check and the registration of the stream. */
    @Test
    default void memberWhoIsRemovedWhileTheirStreamBegins_receivesNothingMore() {
        team("bob", "carol");
        AtomicReference<Runnable> afterAnswer = new AtomicReference<>(() -> {});
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            boolean answer = members.mayUse(user, channel);
            if (user.equals("bob")) {
                afterAnswer.getAndSet(() -> {}).run();
            }
            return answer;
        }));
        try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL)) {
            afterAnswer.set(() -> {
                store().channels().removeMember(TEAM_ID, "alice", "bob");
                carol.awaitEvent(
                        "private_channels", data -> data.path(0).path("members").size() == 2);
            });
            try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
                stir(carol);

                assertThat(settle("bob", bob).names()).containsExactlyElementsOf(OF_USERS);
            }
        }
    }

    /** While the host checks access, an event is sent to the members. */
    @Test
    default void eventDuringAnAccessCheck_isNotSentWithoutAccess() {
        team("bob", "carol");
        HostEvent secret = HostEvent.in(TEAM_CHANNEL, "messages", "\"secret\"").withCursor("1");
        AtomicReference<Runnable> whileAsked = new AtomicReference<>(() -> {});
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            boolean answer = members.mayUse(user, channel);
            if (!user.equals("carol")) {
                Objects.requireNonNull(whileAsked.get()).run();
            }
            return answer;
        }));
        for (String facts : List.of("", "&facts=true")) {
            try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL)) {
                whileAsked.set(() -> {
                    store().channels().removeMember(TEAM_ID, "alice", "bob");
                    store().reactions().toggle(TEAM_MESSAGE, "rocket", "alice");
                    hub().publish(secret);
                    settle("carol", carol);
                });
                for (String user : List.of("bob", "mallory")) {
                    try (EventSourceClient stream = subscribe(user, "?channel=" + TEAM_CHANNEL + facts)) {
                        assertThat(settle(user, stream).names())
                                .as(user)
                                .doesNotContain("messages", "reactions", "fact", "typing");
                    }
                }
                whileAsked.set(() -> {});
                store().channels().addMember(TEAM_ID, "alice", "bob", HistoryVisibility.fromNow());
            }
        }
    }

    /** After the access check, and before the registration of the stream. */
    @Test
    default void memberOfAChannelThatIsForgottenWhileTheirStreamBegins_receivesNothingOfIt() {
        team("bob", "carol");
        AtomicReference<Runnable> afterCheck = new AtomicReference<>(() -> {});
        AtomicInteger answers = new AtomicInteger();
        ChannelAccess members = ChannelAccess.standard(store(), List.of());
        configure(builder -> builder.channelAccess((user, channel) -> {
            boolean answer = members.mayUse(user, channel);
            if (user.equals("bob") && answers.incrementAndGet() == 1) {
                afterCheck.getAndSet(() -> {}).run();
            }
            return answer;
        }));
        try (EventSourceClient carol = subscribe("carol", "")) {
            afterCheck.set(() -> {
                store().deleteChannel(TEAM_CHANNEL);
                settle("carol", carol);
            });
            try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
                assertThat(settle("bob", bob).names()).containsExactlyElementsOf(OF_USERS);
            }
        }
    }

    /** The same, after the first part of the snapshot was sent. */
    @Test
    default void memberWhoIsRemovedWhileTheirBeginningIsRead_receivesNothingOfTheChannel() {
        team("bob", "carol");
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        configure(builder -> builder.hostEvents(opening -> {
            if (opening.user().equals("bob")) {
                meanwhile.getAndSet(() -> {}).run();
            }
            return List.of();
        }));
        try (EventSourceClient carol = subscribe("carol", "?channel=" + TEAM_CHANNEL)) {
            meanwhile.set(() -> {
                store().channels().removeMember(TEAM_ID, "alice", "bob");
                carol.awaitEvent(
                        "private_channels", data -> data.path(0).path("members").size() == 2);
                settle("carol", carol);
            });
            try (EventSourceClient bob = subscribe("bob", "?channel=" + TEAM_CHANNEL)) {
                stir(carol);

                assertThat(settle("bob", bob).names()).containsExactlyElementsOf(OF_USERS);
            }
        }
    }
}
