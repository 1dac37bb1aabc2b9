package io.minimost.presence.events;

import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import java.time.Instant;
import java.util.Optional;

/** What a fact is about, as {@link FactKind} describes it for each kind. */
record FactSubject(Optional<String> channel, Optional<String> user, Optional<String> key) {
    static final FactSubject NONE = new FactSubject(Optional.empty(), Optional.empty(), Optional.empty());

    static FactSubject of(String channel, String user) {
        return NONE.withChannel(channel).withUser(user);
    }

    static FactSubject of(String channel, String user, String key) {
        return of(channel, user).withKey(key);
    }

    static FactSubject of(MessageRef message) {
        return NONE.withChannel(message.channel()).withKey(EpochSeconds.text(message.seconds()));
    }

    /** The time of a message as a key. */
    static String time(Instant message) {
        return EpochSeconds.text(EpochSeconds.of(message));
    }

    FactSubject withChannel(String newChannel) {
        return new FactSubject(Optional.of(newChannel), user, key);
    }

    FactSubject withUser(String newUser) {
        return new FactSubject(channel, Optional.of(newUser), key);
    }

    FactSubject withKey(String newKey) {
        return new FactSubject(channel, user, Optional.of(newKey));
    }
}
