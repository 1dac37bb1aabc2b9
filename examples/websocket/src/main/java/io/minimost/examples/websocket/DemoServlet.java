package io.minimost.examples.websocket;

import io.minimost.presence.PresenceStore;
import io.minimost.presence.host.ChannelAccess;
import io.minimost.presence.presence.SessionKind;
import io.minimost.presence.push.EventHub;
import io.minimost.presence.values.ChannelId;
import io.minimost.presence.values.EpochSeconds;
import io.minimost.presence.values.MessageRef;
import io.minimost.presence.values.PresenceState;
import io.minimost.presence.values.UserName;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The page, and what its users do: {@code POST /here}, {@code /typing}, {@code /say} and {@code /react}. Nothing here knows of sockets. */
final class DemoServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient PresenceStore store;
    private final transient ChannelAccess access;
    private final transient Messages messages;
    private final transient EventHub hub;

    DemoServlet(PresenceStore store, ChannelAccess access, Messages messages, EventHub hub) {
        this.store = store;
        this.access = access;
        this.messages = messages;
        this.hub = hub;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setContentType("text/html; charset=utf-8");
        try (InputStream page = Objects.requireNonNull(getClass().getResourceAsStream("/index.html"))) {
            page.transferTo(response.getOutputStream());
        }
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            String user = UserName.require(parameter(request, "user"));
            String channel = parameter(request, "channel");
            if (access.mayUse(user, ChannelId.parse(channel))) {
                response.setStatus(perform(request, user, channel));
            } else {
                response.sendError(HttpServletResponse.SC_FORBIDDEN);
            }
        } catch (IllegalArgumentException e) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, e.getMessage());
        }
    }

    private int perform(HttpServletRequest request, String user, String channel) {
        switch (request.getRequestURI()) {
            case "/here" ->
                store.presence().sessions().open(user, parameter(request, "session"), SessionKind.WEB, state(request));
            case "/typing" -> store.typing().start(user, channel);
            case "/say" -> {
                messages.say(channel, user, parameter(request, "text"), hub);
                store.typing().stop(user, channel);
            }
            case "/react" -> {
                double ts = Double.parseDouble(parameter(request, "ts"));
                MessageRef message = new MessageRef(channel, EpochSeconds.toInstant(ts));
                store.reactions().toggle(message, parameter(request, "reaction"), user);
            }
            default -> {
                return HttpServletResponse.SC_NOT_FOUND;
            }
        }
        return HttpServletResponse.SC_NO_CONTENT;
    }

    private static PresenceState state(HttpServletRequest request) {
        String state = parameter(request, "state");
        return PresenceState.fromValue(state)
                .orElseThrow(() -> new IllegalArgumentException("no such state: " + state));
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
