package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.reactions.Toggled;
import io.minimost.presence.receipts.MessageIndex.Message;
import io.minimost.presence.servlet.http.Refusal;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageRef;

/** Reactions to a message. */
final class ReactionRoutes {
    private final Reactions reactions;
    private final ChannelGate gate;
    private final Host host;

    ReactionRoutes(Reactions reactions, ChannelGate gate, Host host) {
        this.reactions = reactions;
        this.gate = gate;
        this.host = host;
    }

    Reply toggle(UserRequest request) {
        long id = request.number("message");
        String name = request.form().text("reaction");
        if (!host.isReaction(name)) {
            return Reply.text(400, "invalid reaction");
        }
        MessageRef message = message(id, request.user());
        if (reactions.toggle(message, name, request.user()) == Toggled.LIMIT_REACHED) {
            return Reply.text(409, "too many reactions");
        }
        return Reply.json(ReactionJson.summary(reactions.of(message)));
    }

    private MessageRef message(long id, String user) {
        return host.messages()
                .find(id, user)
                .map(Message::ref)
                .filter(ref -> gate.mayUse(user, ChannelId.parse(ref.channel())))
                .orElseThrow(() -> new Refusal(Reply.text(404, "not found")));
    }
}
