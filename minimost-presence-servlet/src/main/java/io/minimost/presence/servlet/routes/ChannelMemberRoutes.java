package io.minimost.presence.servlet.routes;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.json.Json;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import java.util.List;

/** Who else is in a channel of any kind. */
final class ChannelMemberRoutes {
    private final PrivateChannels channels;
    private final ChannelAccessCheck gate;
    private final HostServices host;

    ChannelMemberRoutes(PrivateChannels channels, ChannelAccessCheck gate, HostServices host) {
        this.channels = channels;
        this.gate = gate;
        this.host = host;
    }

    Response others(Request request) {
        List<String> members = members(gate.channelOrForbidden(request));
        return Response.polled(Json.strings(members.stream()
                .filter(member -> !member.equals(request.user()))
                .toList()));
    }

    private List<String> members(ChannelId channel) {
        if (channel instanceof ChannelId.Direct direct) {
            return direct.users();
        }
        if (channel instanceof ChannelId.Private members) {
            return channels.members(members);
        }
        return host.allUsers();
    }
}
