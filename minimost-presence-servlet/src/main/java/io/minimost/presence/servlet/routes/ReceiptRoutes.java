package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.ReceiptJson;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.servlet.http.Request;
import io.minimost.presence.servlet.http.Response;
import java.time.Instant;
import java.util.Optional;

/** Who has read what. */
final class ReceiptRoutes {
    private final ReadReceipts receipts;
    private final ChannelAccessCheck gate;
    private final HostServices host;

    ReceiptRoutes(ReadReceipts receipts, ChannelAccessCheck gate, HostServices host) {
        this.receipts = receipts;
        this.gate = gate;
        this.host = host;
    }

    Response markRead(Request request) {
        String channel = gate.channelOrForbidden(request).text();
        receipts.markAllRead(channel, request.user(), host.messages());
        return Response.noContent();
    }

    /** As MiniMost's first generation answers. */
    Response receipts(Request request) {
        String channel = gate.channelOrForbidden(request).text();
        return Response.polled(ReceiptJson.readers(receipts.receiptsOf(channel)));
    }

    /** Watermarks by reader: what {@code /read_receipts} answers in the newest MiniMost. */
    Response watermarks(Request request) {
        String channel = gate.channelOrForbidden(request).text();
        return Response.polled(ReceiptJson.watermarks(receipts.watermarks(channel)));
    }

    Response lastRead(Request request) {
        Optional<Instant> lastRead =
                receipts.lastRead(gate.channelOrForbidden(request).text(), request.user());
        return Response.polled(Json.bytes(json -> {
            json.writeStartObject();
            Json.writeSecondsField(json, "last_read_ts", lastRead);
            json.writeEndObject();
        }));
    }
}
