package io.minimost.presence.servlet.routes;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.json.Json;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import java.util.List;

/** The other members of a channel of any kind. */
record ChannelMemberRoutes(PrivateChannels channels, ChannelAccessCheck access, HostServices hostServices) {
    Response others(Request request) {
        List<String> members = members(access.channelOrForbidden(request));
        return Response.polled(Json.strings(members.stream()
                .filter(member -> !member.equals(request.user()))
                .toList()));
    }

    private List<String> members(ChannelId channel) {
        return channel instanceof ChannelId.Public ? hostServices.users().all() : channels.participants(channel);
    }
}
