package io.minimost.presence.push;

import io.minimost.presence.json.ReceiptJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The values that a client assumes when its connection begins, also when it resumes. They are not sent to it then: a MiniMost's page
 * does not know them.
 */
final class AssumedValues {
    private static final List<EventFrame> FRAMES = Stream.of(TopicKind.DELIVERED_WATERMARKS, TopicKind.READ_POINTS)
            .map(kind -> EventFrame.event(kind.event(), Optional.empty(), ReceiptJson.watermarks(Map.of())))
            .toList();

    private AssumedValues() {}

    static boolean contain(EventFrame frame) {
        for (EventFrame assumed : FRAMES) {
            if (frame.hasSameContentAs(assumed)) {
                return true;
            }
        }
        return false;
    }
}
