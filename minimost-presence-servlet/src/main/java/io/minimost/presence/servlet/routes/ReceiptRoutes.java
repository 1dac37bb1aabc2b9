package io.minimost.presence.servlet.routes;

import io.minimost.presence.json.Json;
import io.minimost.presence.json.ReceiptJson;
import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.servlet.http.Reply;
import io.minimost.presence.servlet.http.UserRequest;
import java.time.Instant;
import java.util.Optional;

/** Who has read what. */
final class ReceiptRoutes {
    private final ReadReceipts receipts;
    private final ChannelGate gate;
    private final Host host;

    ReceiptRoutes(ReadReceipts receipts, ChannelGate gate, Host host) {
        this.receipts = receipts;
        this.gate = gate;
        this.host = host;
    }

    Reply markRead(UserRequest request) {
        String channel = gate.channelOrForbidden(request).text();
        receipts.markAllRead(channel, request.user(), host.messages());
        return Reply.noContent();
    }

    /** As MiniMost's first generation answers. */
    Reply receipts(UserRequest request) {
        String channel = gate.channelOrForbidden(request).text();
        return Reply.polled(ReceiptJson.readers(receipts.of(channel)));
    }

    /** Watermarks by reader: what {@code /read_receipts} answers in the newest MiniMost. */
    Reply watermarks(UserRequest request) {
        String channel = gate.channelOrForbidden(request).text();
        return Reply.polled(ReceiptJson.watermarks(receipts.watermarks(channel)));
    }

    Reply lastRead(UserRequest request) {
        Optional<Instant> lastRead =
                receipts.lastRead(gate.channelOrForbidden(request).text(), request.user());
        return Reply.polled(Json.bytes(json -> {
            json.writeStartObject();
            Json.writeSecondsField(json, "last_read_ts", lastRead);
            json.writeEndObject();
        }));
    }
}
