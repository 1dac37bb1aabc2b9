package io.minimost.presence.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.errors.PresenceStoreException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;

/** What an old version really leads to, the packaged applications show. */
class SqliteVersionFailureAnalyzerTest {
    @Test
    void otherReasonWhyAStoreCannotBeUsed_isLeftToOthers() {
        PresenceStoreException failure = new PresenceStoreException.Unusable(
                "chat.db", PresenceStoreException.NO_CODE, "it is a directory", null);

        assertThat(new SqliteVersionFailureAnalyzer().analyze(new BeanCreationException("store", failure)))
                .isNull();
    }
}
