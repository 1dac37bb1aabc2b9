package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.host.ChannelAccess;
import java.util.List;
import java.util.Optional;

/** A host whose answers can be held back, while something is deleted. */
interface HeldHostFixture extends CallFixture {
    /** Where the answer is held: who makes the request, what may they use, which message, which user. */
    enum Question {
        CURRENT_USER,
        CHANNEL_ACCESS,
        MESSAGES,
        USERS
    }

    /** While the host answers {@code question}, {@code deletion} happens; what it publishes is not among the changes. */
    default void whileAsked(Question question, Runnable deletion) {
        HeldHost idle = new HeldHost();
        HeldHost held = new HeldHost();
        ChannelAccess standard = ChannelAccess.standard(store(), List.of("general"));
        configure(builder -> builder.currentUser(request -> (question == Question.CURRENT_USER ? held : idle)
                        .held(() -> Optional.ofNullable(request.getHeader("X-User"))))
                .channelAccess((user, channel) ->
                        (question == Question.CHANNEL_ACCESS ? held : idle).held(() -> standard.mayUse(user, channel)))
                .messages(question == Question.MESSAGES ? held : idle)
                .users(question == Question.USERS ? held : idle));
        held.beforeAnswering(() -> {
            deletion.run();
            changes().clear();
        });
    }

    default List<Runnable> deletions() {
        return List.of(() -> store().deleteUser("alice"), () -> store().deleteChannel("general"));
    }

    default void nothingIsLeft() {
        assertThat(changes()).isEmpty();
    }
}
