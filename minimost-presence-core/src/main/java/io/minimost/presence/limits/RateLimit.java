package io.minimost.presence.limits;

/** What one user may do only so often. The requests of one limit count together. */
public enum RateLimit {
    /** Reporting a state, setting an override or a status, changing privacy settings: 2 a second, 20 at once. */
    PRESENCE(2, 20),

    /** Starting and stopping to type: 5 a second, 20 at once. */
    TYPING(5, 20),

    /** Marking messages as read, unread or delivered: 5 a second, 50 at once. */
    RECEIPTS(5, 50),

    /** Toggling a reaction: 5 a second, 20 at once. */
    REACTIONS(5, 20),

    /**
     * Creating a private channel, renaming one and changing its members: 60 an hour, all of them at once, as in MiniMost.
     * Leaving is always allowed.
     */
    CHANNELS(60 / 3600.0, 60),

    /**
     * Starting a call or a screen share, and inviting another user to a call: 10 a minute, all of them at once. Rejecting,
     * ending and stopping are always allowed.
     */
    CALLS(10 / 60.0, 10),

    /**
     * Sending signals, and changing a call otherwise (joining it, sharing a screen in it, reporting that another user is
     * gone): 50 a second, 200 at once, because a browser that connects to several others sends dozens within a moment.
     */
    SIGNALS(50, 200),

    /**
     * Sending media chunks: 20 a second, 60 at once, for camera, microphone and screen in chunks of a fifth of a second,
     * and delayed chunks.
     */
    MEDIA(20, 60);

    private final double perSecond;
    private final int burst;

    RateLimit(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /** The rate of those who are given no other. */
    public Rate defaultRate() {
        return new Rate(perSecond, burst);
    }
}
