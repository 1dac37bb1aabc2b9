package io.minimost.presence.host;

import java.time.Duration;
import java.util.Locale;

/** A line that the host shows in a channel, because something has happened to the channel or in it. */
public sealed interface Notice {
    /** The user who did it. */
    String user();

    /** The line in English, worded as in MiniMost. It contains names that users chose, so escape it in HTML. */
    String text();

    /** {@code user} renamed the channel. */
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

    /** {@code user} removed {@code removed} from the channel. MiniMost has no such notice. */
    record Removed(String user, String removed) implements Notice {
        @Override
        public String text() {
            return user + " removed " + removed + " from this channel";
        }
    }

    /**
     * A call that {@code user} had started has ended.
     *
     * @param duration the time since the second participant joined
     */
    record CallEnded(String user, Duration duration) implements Notice {
        @Override
        public String text() {
            return "Call ended · " + shown(duration);
        }

        /** Leading parts that are zero are left out, and so are the seconds of a call of an hour or more. */
        private static String shown(Duration duration) {
            if (duration.toHours() > 0) {
                return String.format(Locale.ROOT, "%dh %dm", duration.toHours(), duration.toMinutesPart());
            }
            return duration.toMinutes() > 0
                    ? String.format(Locale.ROOT, "%dm %ds", duration.toMinutes(), duration.toSecondsPart())
                    : String.format(Locale.ROOT, "%ds", duration.toSeconds());
        }
    }

    /** A call that {@code user} had started has ended, and nobody had joined. */
    record CallMissed(String user) implements Notice {
        @Override
        public String text() {
            return "Missed call from " + user;
        }
    }
}
