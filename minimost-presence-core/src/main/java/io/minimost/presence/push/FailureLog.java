package io.minimost.presence.push;

import org.slf4j.Logger;

/** Logs work that fails again and again, such as while a server is away, once, and once more when it succeeds. For one thread. */
final class FailureLog {
    private final Logger log;
    private final String work;
    private boolean isFailing;

    /** @param work what failed, for the log */
    FailureLog(Logger log, String work) {
        this.log = log;
        this.work = work;
    }

    void failed(Throwable failure) {
        if (isFailing) {
            log.debug("{} failed again", work, failure);
        } else {
            isFailing = true;
            log.error("{} failed, and is repeated", work, failure);
        }
    }

    void succeeded() {
        if (isFailing) {
            isFailing = false;
            log.info("{} succeeds again", work);
        }
    }
}
