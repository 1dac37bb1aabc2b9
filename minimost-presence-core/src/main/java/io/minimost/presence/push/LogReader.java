package io.minimost.presence.push;

import io.minimost.presence.events.Events;
import io.minimost.presence.events.FactFilter;
import io.minimost.presence.events.FactPosition;
import io.minimost.presence.events.Facts;
import io.minimost.presence.events.LoggedFact;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads new facts from the log, whichever store on the file has written them. So a broadcast knows every loss of rights
 * that was committed before it. Thread-safe.
 */
final class LogReader {
    /** More facts than a busy second has. If there are more, the clients read them when they resume. */
    private static final int MAX_FACTS = 20_000;

    private final Events events;

    LogReader(Events events) {
        this.events = events;
    }

    /**
     * The new facts.
     *
     * @param upTo the position of the last of them
     * @param complete whether these are all; if not, there are none
     */
    record Result(List<LoggedFact> facts, FactPosition upTo, boolean complete) {}

    Result since(FactPosition position) {
        List<LoggedFact> facts = new ArrayList<>();
        FactPosition next = position;
        boolean more = true;
        while (more) {
            if (facts.size() >= MAX_FACTS
                    || !(events.since(next, FactFilter.everything()) instanceof Facts.Page page)) {
                return new Result(List.of(), events.latest(), false);
            }
            facts.addAll(page.facts());
            next = page.next();
            more = page.more();
        }
        return new Result(facts, next, true);
    }
}
