package io.minimost.presence.channels;

import io.minimost.presence.values.UserName;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/** The members with which a channel is created. */
final class Founders {
    private Founders() {}

    /** The members in the order in which MiniMost stores them: as given, with the creator last unless given before. */
    static Set<String> of(String creator, Collection<String> others) {
        UserName.require(creator);
        Objects.requireNonNull(others, "others");
        Set<String> founders = new LinkedHashSet<>();
        others.forEach(user -> founders.add(UserName.require(user)));
        founders.add(creator);
        if (founders.size() > PrivateChannels.MAX_FOUNDERS) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "a channel cannot be founded by %d people, at most by %d",
                    founders.size(),
                    PrivateChannels.MAX_FOUNDERS));
        }
        return founders;
    }
}
