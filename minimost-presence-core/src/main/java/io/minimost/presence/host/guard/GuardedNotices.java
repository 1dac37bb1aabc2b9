package io.minimost.presence.host.guard;

import io.minimost.presence.host.ChannelNotices;
import io.minimost.presence.host.Notice;
import io.minimost.presence.values.ChannelId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts notices in the host's channels. A failure of the host is logged. */
public final class GuardedNotices implements ChannelNotices {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedNotices.class);

    private final ChannelNotices notices;

    public GuardedNotices(ChannelNotices notices) {
        this.notices = notices;
    }

    @Override
    public void post(ChannelId channel, Notice notice) {
        try {
            notices.post(channel, notice);
        } catch (Exception e) {
            LOG.error("a notice in {} was not posted: {}", channel, notice, e);
        }
    }
}
