package io.minimost.presence.host;

import java.time.Duration;

/** A line that the host shows in a channel, because something happened to the channel or in it. */
public sealed interface Notice {
    /** Who did it. */
    String user();

    /** The line in English, in MiniMost's words. It holds names that users chose, so escape it where it becomes HTML. */
    String text();

    /** {@code user} gave the channel another name. */
    record Renamed(String user, String name) implements Notice {
        @Override
        public String text() {
            return user + " has renamed the channel to \"" + name + "\"";
        }
    }

    /** {@code user} added {@code added} to the channel. */
    record Added(String user, String added) implements Notice {
        @Override
        public String text() {
            return user + " added " + added + " to this channel";
        }
    }

    /** {@code user} left the channel. */
    record Left(String user) implements Notice {
        @Override
        public String text() {
            return user + " has left the channel";
        }
    }

    /** {@code user} removed {@code removed} from the channel. MiniMost knows no such thing. */
    record Removed(String user, String removed) implements Notice {
        @Override
        public String text() {
            return user + " removed " + removed + " from this channel";
        }
    }

    /**
     * A call is over that {@code user} had started.
     *
     * @param duration from when the second person joined
     */
    record CallEnded(String user, Duration duration) implements Notice {
        @Override
        public String text() {
            return "Call ended · " + shown(duration);
        }

        /** Without parts that are zero at the front, and without the seconds of a long call. */
        private static String shown(Duration duration) {
            if (duration.toHours() > 0) {
                return "%dh %dm".formatted(duration.toHours(), duration.toMinutesPart());
            }
            return duration.toMinutes() > 0
                    ? "%dm %ds".formatted(duration.toMinutes(), duration.toSecondsPart())
                    : "%ds".formatted(duration.toSeconds());
        }
    }

    /** A call is over that {@code user} had started, and nobody joined. */
    record CallMissed(String user) implements Notice {
        @Override
        public String text() {
            return "Missed call from " + user;
        }
    }
}
