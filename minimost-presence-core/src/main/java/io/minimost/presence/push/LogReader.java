package io.minimost.presence.push;

import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is new in the log of facts, whichever store on the file has written it. So a fan-out that follows knows every loss
 * of rights that was committed before it began. Thread-safe.
 */
final class LogReader {
    /** More than a busy second of facts. A client of a server that is further behind reads them itself. */
    private static final int MAX_FACTS = 20_000;

    private final Events events;

    LogReader(Events events) {
        this.events = events;
    }

    /**
     * What is new.
     *
     * @param upTo where it ends
     * @param complete whether nothing is missing; if not, there are no facts
     */
    record Result(List<LoggedFact> facts, FactPosition upTo, boolean complete) {}

    Result since(FactPosition token) {
        List<LoggedFact> facts = new ArrayList<>();
        FactPosition place = token;
        boolean more = true;
        while (more) {
            if (facts.size() >= MAX_FACTS
                    || !(events.since(place, FactFilter.everything()) instanceof Facts.Page page)) {
                return new Result(List.of(), events.latest(), false);
            }
            facts.addAll(page.facts());
            place = page.next();
            more = page.more();
        }
        return new Result(facts, place, true);
    }
}
