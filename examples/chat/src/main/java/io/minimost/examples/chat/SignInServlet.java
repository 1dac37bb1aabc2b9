package io.minimost.examples.chat;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.servlet.CurrentUser;
import io.minimost.presence.values.PresenceState;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code POST /login}, {@code POST /logout}, {@code GET /me}. A demo: a name is enough, there are no passwords. */
final class SignInServlet extends HttpServlet {
    /** The session attribute that holds the user's name. */
    static final String SESSION_USER = "user";

    private static final long serialVersionUID = 1L;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final String NAME_RULE = "The name must be 1 to 32 letters, digits, '_' or '-'.";

    private final transient ChatDatabase database;
    private final transient PresenceStore store;
    private final transient CurrentUser currentUser;
    private final transient EventHub hub;

    SignInServlet(ChatDatabase database, PresenceStore store, CurrentUser currentUser, EventHub hub) {
        this.database = database;
        this.store = store;
        this.currentUser = currentUser;
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        if (request.getServletPath().equals("/me")) {
            ResponseWriter.json(
                    response,
                    Collections.singletonMap("user", currentUser.of(request).orElse(null)));
        } else {
            super.doGet(request, response);
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getServletPath()) {
            case "/login" -> signIn(request, response);
            case "/logout" -> signOut(request, response);
            default -> super.doPost(request, response);
        }
    }

    private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = name(request.getParameter("user"));
        endSession(request);
        database.register(name);
        String user = database.find(name).orElseThrow();
        request.getSession(true).setAttribute(SESSION_USER, user);
        // The page reports the state, with the session of its tab.
        ResponseWriter.json(response, Collections.singletonMap("user", user));
    }

    private static String name(@Nullable String text) {
        String name = text == null ? "" : text.strip();
        if (!NAME.matcher(name).matches()) {
            throw new HttpError(HttpServletResponse.SC_BAD_REQUEST, NAME_RULE);
        }
        if (name.equalsIgnoreCase(ChatMessage.SYSTEM)) {
            throw new HttpError(
                    HttpServletResponse.SC_BAD_REQUEST, "The name '" + name + "' is taken by the chat itself.");
        }
        return name;
    }

    private void signOut(HttpServletRequest request, HttpServletResponse response) throws IOException {
        endSession(request);
        ResponseWriter.text(response, HttpServletResponse.SC_OK, "ok");
    }

    /** Also before a sign-in: the user before has left, and an older session id must not be valid after it. */
    private void endSession(HttpServletRequest request) {
        Optional<String> leaver = currentUser.of(request);
        leaver.ifPresent(user -> {
            // Offline before the override is cleared: otherwise a user with the override "offline" would appear active
            // for a moment.
            store.presence().update(user, PresenceState.OFFLINE);
            store.presence().clearOverride(user);
            store.typing().stopEverywhere(user);
        });
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
        // All connections of the user, because it is not known which belong to this session. The others reconnect
        // within
        // seconds and miss nothing.
        leaver.ifPresent(hub::disconnect);
    }
}
