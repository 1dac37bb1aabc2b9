package io.minimost.presence.host.guard;

import io.minimost.presence.channels.AddMemberResult;
import io.minimost.presence.channels.HistoryVisibility;
import io.minimost.presence.channels.PrivateChannel;
import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.channels.RemoveMemberResult;
import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.Notice;
import io.minimost.presence.json.InputField;
import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.json.Whitespace;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.UserName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Changes private channels for clients: with the users whom the host knows, and with its notices. Thread-safe. */
public record ClientChannels(PrivateChannels channels, GuardedUsers users, ChannelNotices notices) {
    /**
     * Creates a channel. Members that the host does not know are left out, as in MiniMost.
     *
     * @throws InvalidInputException if they are too many, which also limits how many names the host looks up
     */
    public PrivateChannel create(String name, String founder, List<String> names) {
        long people =
                Stream.concat(names.stream(), Stream.of(founder)).distinct().count();
        if (people > PrivateChannels.MAX_FOUNDERS) {
            throw new InvalidInputException(
                    "members",
                    "members and founder are " + people + " people, at most " + PrivateChannels.MAX_FOUNDERS
                            + " are allowed");
        }
        return channels.create(
                name,
                founder,
                names.stream().map(users::find).flatMap(Optional::stream).toList());
    }

    /** Returns whether {@code actor} may rename the channel. */
    public boolean rename(ChannelId.Private channel, String actor, String name) {
        boolean isRenamed = channels.rename(channel, actor, name);
        if (isRenamed) {
            notices.post(channel, new Notice.Renamed(actor, name));
        }
        return isRenamed;
    }

    /** Adds the user that the host finds for {@code name}; empty if there is none. */
    public Optional<AddMemberResult> addMember(
            ChannelId.Private channel, String actor, String name, HistoryVisibility history) {
        return users.find(name).map(user -> {
            AddMemberResult result = channels.addMember(channel, actor, user, history);
            if (result == AddMemberResult.ADDED) {
                notices.post(channel, new Notice.Added(actor, user));
            }
            return result;
        });
    }

    /**
     * Removes a member. Who removes themselves leaves.
     *
     * @param name the member as the client names them
     * @throws InvalidInputException if it cannot be a name
     */
    public RemoveMemberResult removeMember(ChannelId.Private channel, String actor, String name) {
        String user = member(channel, name);
        if (user.equals(actor)) {
            return leave(channel, user) ? RemoveMemberResult.REMOVED : RemoveMemberResult.NOT_ALLOWED;
        }
        RemoveMemberResult result = channels.removeMember(channel, actor, user);
        if (result == RemoveMemberResult.REMOVED) {
            notices.post(channel, new Notice.Removed(actor, user));
        }
        return result;
    }

    /** Returns whether {@code user} was a member. */
    public boolean leave(ChannelId.Private channel, String user) {
        // Read before, so that nothing can fail after the user has left. An empty channel needs no notice.
        boolean isLast = channels.members(channel).equals(List.of(user));
        boolean hasLeft = channels.leave(channel, user);
        if (hasLeft && !isLast) {
            notices.post(channel, new Notice.Left(user));
        }
        return hasLeft;
    }

    /** In the spelling of the channel, which MiniMost or an older version may have stored, or else of the host. */
    private String member(ChannelId.Private channel, String sent) {
        String name = Whitespace.strip(sent);
        Optional<String> stored = Stream.of(sent, name)
                .filter(channels.members(channel)::contains)
                .findFirst();
        InputField.read("username", name, UserName::requireStored);
        return stored.orElseGet(() -> users.findStored(name).orElse(name));
    }
}
