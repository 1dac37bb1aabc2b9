package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.InputField;
import io.minimost.presence.json.ReactionJson;
import io.minimost.presence.reactions.Reactions;
import io.minimost.presence.reactions.ToggleResult;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.MessageId;
import io.minimost.presence.values.MessageRef;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Reactions to a message. */
record ReactionRoutes(
        Reactions reactions, ChannelAccessCheck access, Predicate<String> names, Supplier<MessageLookup> messages) {
    Response toggle(Request request) {
        MessageId id = InputField.read("message", request.path("message"), MessageId::new);
        String name = request.form().text("reaction");
        if (!names.test(name)) {
            return Response.text(400, "invalid reaction");
        }
        MessageRef message = access.message(id, request.user(), messages.get());
        if (reactions.toggle(message, name, request.user()) == ToggleResult.LIMIT_REACHED) {
            return Response.text(409, "too many reactions");
        }
        return Response.json(ReactionJson.summary(reactions.reactionsTo(message)));
    }
}
