package io.minimost.presence.push;

import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.LoggedFact;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one of several facts about the same. */
final class LatestFacts {
    private LatestFacts() {}

    /**
     * The last fact about each subject, in the order of these last facts. So whoever is told about the first few of the
     * subjects has missed nothing up to there: of what he has not heard yet, a later fact is still to come.
     */
    static Map<FactTarget, FactPosition> bySubject(List<LoggedFact> facts) {
        Map<FactTarget, FactPosition> last = new LinkedHashMap<>();
        for (LoggedFact fact : facts) {
            FactTarget.of(fact).ifPresent(subject -> {
                last.remove(subject);
                last.put(subject, fact.token());
            });
        }
        return last;
    }
}
