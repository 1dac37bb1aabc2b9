package io.minimost.presence.push;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which users the values of {@link TopicKind#MEMBER_PRESENCE} show: a change finds the channels that show it. Thread-safe. */
final class ShownMembers {
    private final Map<String, Set<String>> membersByChannel = new HashMap<>();
    private final Map<String, Set<String>> channelsByMember = new HashMap<>();

    /** The value of {@code channel} shows {@code members} from now on. */
    synchronized void set(String channel, Collection<String> members) {
        forget(channel);
        membersByChannel.put(channel, Set.copyOf(members));
        members.forEach(member -> channelsByMember
                .computeIfAbsent(member, same -> new HashSet<>())
                .add(channel));
    }

    /** Nobody looks at {@code channel} any more. */
    synchronized void forget(String channel) {
        Set<String> members = membersByChannel.remove(channel);
        if (members != null) {
            members.forEach(member -> channelsByMember.computeIfPresent(member, (same, channels) -> {
                channels.remove(channel);
                return channels.isEmpty() ? null : channels;
            }));
        }
    }

    synchronized Set<String> channelsShowing(String user) {
        return Set.copyOf(channelsByMember.getOrDefault(user, Set.of()));
    }
}
