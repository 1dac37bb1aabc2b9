package io.minimost.presence.servlet;

import io.minimost.presence.receipts.MessageIndex;
import io.minimost.presence.values.ChannelId;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the host supplies besides users and access. */
record Host(
        UserDirectory users, Optional<MessageIndex> messageIndex, Notices notices, Predicate<String> reactionNames) {
    private static final Logger LOG = LoggerFactory.getLogger(Host.class);

    /** @throws Refusal (501) if the host has not said where its messages are */
    MessageIndex messages() {
        return messageIndex.orElseThrow(
                () -> new Refusal(Reply.error(501, "this server has not told the filter where its messages are")));
    }

    void post(ChannelId channel, Notice notice) {
        try {
            notices.post(channel, notice);
        } catch (RuntimeException e) {
            LOG.error("a notice in {} was not posted: {}", channel, notice, e);
        }
    }
}
