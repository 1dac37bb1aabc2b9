package io.minimost.presence.servlet.routes;

import io.minimost.presence.answers.PolledAnswers;
import io.minimost.presence.json.InputField;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.ReceiptJson;
import io.minimost.presence.receipts.MessageLookup;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.MessageId;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Read receipts, and the watermarks of readers. */
record ReceiptRoutes(
        ReadReceipts receipts,
        PolledAnswers<Response> answers,
        ChannelAccessCheck access,
        ChannelAccessCheck polled,
        Supplier<MessageLookup> messages) {
    Response markRead(Request request) {
        receipts.markAllRead(access.channelOrForbidden(request), request.user(), messages.get());
        return Response.NO_CONTENT;
    }

    Response markReadPrivately(Request request) {
        receipts.readPoints().markAllReadPrivately(access.channelOrForbidden(request), request.user(), messages.get());
        return Response.NO_CONTENT;
    }

    Response markUnread(Request request) {
        MessageId id = InputField.read("message", request.path("message"), MessageId::new);
        receipts.readPoints().markUnreadFrom(request.user(), access.message(id, request.user(), messages.get()));
        return Response.NO_CONTENT;
    }

    Response markDelivered(Request request) {
        ChannelId channel = access.channelOrForbidden(request);
        receipts.deliveries()
                .markDelivered(channel, request.user(), request.json().time("up_to"));
        return Response.NO_CONTENT;
    }

    Response delivered(Request request) {
        return answers.deliveredWatermarks(polled.channelOrForbidden(request));
    }

    /** Where they are not what others see. */
    Response readPoints(Request request) {
        return Response.polled(ReceiptJson.watermarks(receipts.readPoints().ownReadPoints(request.user())));
    }

    /** In the form of MiniMost's first generation. */
    Response readReceipts(Request request) {
        return answers.readReceipts(polled.channelOrForbidden(request));
    }

    /** In the form that {@code /read_receipts} has in the newest MiniMost. */
    Response watermarks(Request request) {
        return answers.readWatermarks(polled.channelOrForbidden(request));
    }

    Response lastRead(Request request) {
        Optional<Instant> lastRead =
                receipts.readPoints().readPoint(access.channelOrForbidden(request), request.user());
        return Response.polled(json -> Json.writeSecondsField(json, "last_read_ts", lastRead));
    }
}
