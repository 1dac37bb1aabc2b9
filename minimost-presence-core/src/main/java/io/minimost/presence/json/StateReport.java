package io.minimost.presence.json;

import io.minimost.presence.presence.SessionId;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.presence.UserPresence;
import io.minimost.presence.values.PresenceState;
import java.util.Optional;

/**
 * The state that a client reports of its user.
 *
 * @param session which of the user's sessions; without any, the report is that of a MiniMost's page
 * @param kind what kind of client has the session; empty if the client does not name it
 */
public record StateReport(PresenceState state, Optional<String> session, Optional<SessionKind> kind) {
    /**
     * Empty if something in {@code input} is not valid: as in MiniMost that is no error, and stores nothing.
     *
     * @param otherSession the session if {@code input} names none
     */
    public static Optional<StateReport> of(JsonObject input, Optional<String> otherSession) {
        Optional<PresenceState> state = input.word("state", PresenceState::fromValue);
        if (!input.has("session") && otherSession.isEmpty()) {
            return state.map(known -> new StateReport(known, Optional.empty(), Optional.empty()));
        }
        Optional<String> session =
                (input.has("session") ? input.word("session", Optional::of) : otherSession).filter(SessionId::isValid);
        Optional<SessionKind> kind = input.word("kind", SessionKind::fromValue);
        boolean isValid = session.isPresent() && (kind.isPresent() || !input.has("kind"));
        return state.filter(known -> isValid).map(known -> new StateReport(known, session, kind));
    }

    /** Stores that {@code user} has the state. */
    public void store(UserPresence presence, String user) {
        if (session.isEmpty()) {
            presence.update(user, state);
        } else if (kind.isEmpty()) {
            presence.sessions().report(user, session.get(), state);
        } else {
            presence.sessions().open(user, session.get(), kind.get(), state);
        }
    }
}
