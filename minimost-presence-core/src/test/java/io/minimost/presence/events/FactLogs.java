package io.minimost.presence.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** How tests read the log of facts. */
final class FactLogs {
    private FactLogs() {}

    static List<LoggedFact> allSince(Events events, FactPosition token) {
        return allSince(events, token, FactFilter.everything());
    }

    /** Page by page, as a client would. */
    static List<LoggedFact> allSince(Events events, FactPosition token, FactFilter filter) {
        List<LoggedFact> all = new ArrayList<>();
        Facts.Page page;
        FactPosition next = token;
        do {
            page = page(events, next, filter);
            all.addAll(page.facts());
            next = page.next();
        } while (page.more());
        return all;
    }

    static Facts.Page page(Events events, FactPosition token, FactFilter filter) {
        Facts answer = events.since(token, filter);
        assertThat(answer).isInstanceOf(Facts.Page.class);
        return (Facts.Page) answer;
    }

    /** Sequence, kind, channel, user and key of each. */
    static List<String> lines(List<LoggedFact> facts) {
        return facts.stream()
                .map(fact -> "%d %s %s %s %s"
                        .formatted(
                                fact.sequence(),
                                fact.kind().value(),
                                fact.channel().orElse("-"),
                                fact.user().orElse("-"),
                                fact.key().orElse("-")))
                .toList();
    }
}
