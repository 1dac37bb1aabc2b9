package io.minimost.presence.servlet;

import io.minimost.presence.receipts.ReadReceipts;
import io.minimost.presence.values.EpochSeconds;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    /** Readers by the time of the message, in the form of MiniMost's first generation: the keys are sorted as text. */
    Reply receipts(UserRequest request) {
        Map<String, List<String>> readers = new TreeMap<>();
        receipts.of(gate.channelOrForbidden(request).text())
                .forEach((message, names) -> readers.put(EpochSeconds.text(EpochSeconds.of(message)), names));
        return Reply.polled(Json.bytes(json -> {
            json.writeStartObject();
            for (Map.Entry<String, List<String>> message : readers.entrySet()) {
                Json.writeStringsField(json, message.getKey(), message.getValue());
            }
            json.writeEndObject();
        }));
    }

    /** Watermarks by reader: what {@code /read_receipts} answers in the newest MiniMost. */
    Reply watermarks(UserRequest request) {
        Map<String, Instant> watermarks =
                receipts.watermarks(gate.channelOrForbidden(request).text());
        return Reply.polled(Json.bytes(json -> {
            json.writeStartObject();
            for (Map.Entry<String, Instant> watermark : watermarks.entrySet()) {
                Json.writeSecondsField(json, watermark.getKey(), watermark.getValue());
            }
            json.writeEndObject();
        }));
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
