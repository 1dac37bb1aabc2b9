package io.minimost.presence.push;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges several facts about one target. */
final class LatestFacts {
    private LatestFacts() {}

    /**
     * The position of the last fact about each target, in the order of these facts. So a client that has received only
     * the first few of them has missed nothing up to there: every other target has a later fact.
     */
    static Map<FactTarget, FactPosition> byTarget(List<LoggedFact> facts) {
        Map<FactTarget, FactPosition> last = new LinkedHashMap<>();
        for (LoggedFact fact : facts) {
            FactEffect.of(fact).target().ifPresent(target -> {
                last.remove(target);
                last.put(target, fact.position());
            });
        }
        return last;
    }
}
