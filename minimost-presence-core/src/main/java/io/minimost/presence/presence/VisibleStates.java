package io.minimost.presence.presence;

import io.minimost.presence.values.PresenceState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses the results of {@link PresenceSql}: pairs of user and state in one text. */
final class VisibleStates {
    private static final char BETWEEN_PAIRS = 30;
    private static final char IN_PAIR = 31;

    private VisibleStates() {}

    /** The pairs in their order, unmodifiable. (No valid name contains a separator.) */
    static Map<String, PresenceState> parse(@Nullable String pairs) {
        Map<String, PresenceState> states = new LinkedHashMap<>();
        int start = 0;
        while (pairs != null && start < pairs.length()) {
            int end = pairs.indexOf(BETWEEN_PAIRS, start);
            if (end < 0) {
                end = pairs.length();
            }
            int middle = pairs.indexOf(IN_PAIR, start);
            if (middle >= 0 && middle < end) {
                states.put(pairs.substring(start, middle), state(pairs.substring(middle + 1, end)));
            }
            start = end + 1;
        }
        return Collections.unmodifiableMap(states);
    }

    /** Letters of another case count as their own: a MiniMost may store them. An unknown value, from a newer version, counts as offline. */
    static PresenceState state(String value) {
        return PresenceState.fromValue(value)
                .or(() -> PresenceState.fromValue(value.toLowerCase(Locale.ROOT)))
                .orElse(PresenceState.OFFLINE);
    }
}
