package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.values.ChannelId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of users and channels: one rule at every door, and no name that the routes themselves cannot carry. */
interface NamesOverHttp extends HttpFixture {
    List<String> REFUSED = List.of(
            "CORP\\alice",
            "a/b",
            "a;b",
            "50%",
            "..",
            "x\u00a0",
            "\u3000x",
            "\u200b",
            "ali\u200bce",
            "\u3164",
            "\u2800",
            "\u00ad",
            "\u202eecila",
            "alice\u200e",
            "\ufeffalice",
            "\ufffe",
            "\uffff",
            "\ud83f\udffe",
            "\u0301",
            "\ufe0f");

    private void signIn(String name) {
        configure(builder -> builder.currentUser(request -> Optional.of(name)).publicChannels("general"));
    }

    /** Each character that a keyboard of ASCII has: the router carries what the rule accepts, and nothing else. */
    @Test
    default void punctuation_isAcceptedInNamesExactlyIfPathsCarryIt() {
        for (char c = '!'; c < 0x7f; c++) {
            String name = "a" + c + "b";
            boolean isUser = c != ':' && isCarried("dm:" + name + ":zoe", "zoe");
            signIn(name);
            int status = http().postJson("/presence", "{\"state\":\"active\"}").status();
            assertThat(status).as(name).isEqualTo(isUser ? 204 : 403);

            boolean isChannel = c != ':' && isCarried(name, "alice");
            assertThat(ChannelId.tryParse(name).isPresent()).as(name).isEqualTo(isChannel);
            assertThat(isChannel).as(name).isEqualTo(isUser);
        }
    }

    /** Whether the routes carry a channel of that name, no matter who may use it. */
    private boolean isCarried(String channel, String user) {
        configure(builder -> builder.currentUser(request -> Optional.of(user)).channelAccess((any, id) -> true));
        String path =
                "/typing/" + URLEncoder.encode(channel, StandardCharsets.UTF_8).replace("+", "%20");
        int status = raw().send("POST", path).status();
        assertThat(status).as(path).isIn(204, 400);
        return status == 204;
    }

    @Test
    default void usersWithRefusedNames_areForbiddenOnEveryRoute() {
        for (String name : REFUSED) {
            signIn(name);
            assertThat(http().get("/online_users").error(403)).startsWith("user name '");
            assertThat(http().postJson("/presence", "{\"state\":\"active\"}").error(403))
                    .startsWith("user name '");
            http().postJson("/calls/initiate", "{\"channel\":\"dm:alice:bob\"}").error(403);
            http().post("/typing/general").error(403);
            http().post("/mark_read/general").error(403);
            http().get("/calls/active?channel=general").error(403);
        }
        assertThat(changes()).isEmpty();
    }

    /** Also where the name is in the path: the answer is about the name, not about the path. */
    @Test
    default void userWithABackslash_isToldWhichCharacterIsRefused() {
        signIn("CORP\\alice");

        for (String path : List.of("/typing/dm:CORP;alice:bob", "/read_receipts/dm:CORP;alice:bob", "/online_users")) {
            assertThat(raw().send("GET", path).error(403))
                    .isEqualTo("user name 'CORP\\alice' contains '\\', which no path can carry");
        }
        signIn("alice");
        assertThat(raw().send("GET", "/typing/dm:CORP;alice:bob").badInput("path"))
                .contains("';'");
    }

    @Test
    default void channelsWithRefusedNames_areBadInput() {
        configure(builder -> builder.currentUser(request -> Optional.of("alice"))
                .channelAccess((user, channel) -> true)
                .limits(Limits.defaults()
                        .withRate(RateLimit.CALLS, Rate.UNLIMITED)
                        .withRate(RateLimit.TYPING, Rate.UNLIMITED)));
        for (String name : REFUSED) {
            for (String channel : List.of(name, "dm:alice:" + name)) {
                String json = "{\"channel\":\"" + escaped(channel) + "\"}";
                String query = "?channel=" + URLEncoder.encode(channel, StandardCharsets.UTF_8);
                if (!channel.endsWith("\u00a0") && !channel.startsWith("\u3000")) { // Those are stripped in fields.
                    http().postJson("/calls/initiate", json).badInput("channel");
                    http().postJson("/screenshare/start", json).badInput("channel");
                    http().get("/calls/active" + query).badInput("channel");
                    http().get("/events" + query).badInput("channel");
                }
                http().post("/typing/" + URLEncoder.encode(channel, StandardCharsets.UTF_8))
                        .hasStatus(400);
            }
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void membersWithRefusedNames_areNoUsers() {
        for (TestUsers users : List.of(new TestUsers("alice", "bob"), new TestUsers(REFUSED))) {
            configure(builder -> builder.users(users));
            String team = store().channels()
                    .create("Team", "alice", List.of())
                    .id()
                    .text()
                    .substring(8);
            changes().clear();
            for (String name : REFUSED) {
                String json = "{\"username\":\"" + escaped(name) + "\"}";
                as("alice")
                        .postJson("/private_channels/" + team + "/add_member", json)
                        .isText(404, "user not found");
            }
            assertThat(changes()).isEmpty();
        }
    }

    @Test
    default void displayNames_areVisibleTexts_andMayHaveWhatPathsCannot() {
        for (String name :
                List.of("\u200b", "\u202eTeam", "\u0301", "Te\u200bam", "\ufffe", "\u3164", "\u2800", "T\u2066")) {
            String json = "{\"name\":\"" + escaped(name) + "\"}";
            assertThat(as("alice").postJson("/private_channels/create", json).badInput("name"))
                    .startsWith("channel name ");
        }
        assertThat(changes()).isEmpty();

        as("alice").postJson("/private_channels/create", "{\"name\":\"\u00a0R&D 50% a/b\\\\c; \u2764\ufe0f\u3000\"}");
        assertThat(store().channels().channelsOf("alice"))
                .singleElement()
                .extracting(channel -> channel.name())
                .isEqualTo("R&D 50% a/b\\c; \u2764\ufe0f");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jos\u00e9",
                "\u0646\u0627\u0645\u0647\u200c\u0627\u06cc",
                "\u2764\ufe0f",
                "two words",
                "\u845b\udb40\udd00"
            })
    default void namesOfPeople_areCarriedByPaths(String name) {
        configure(builder -> builder.currentUser(request -> Optional.of(name)).channelAccess((user, channel) -> true));
        for (ChannelId channel : List.of(ChannelId.direct("bob", name), ChannelId.parse(name))) {
            String path =
                    URLEncoder.encode(channel.text(), StandardCharsets.UTF_8).replace("+", "%20");
            http().post("/typing/" + path).isNoContent();
            assertThat(store().typing().typingUsers(channel)).containsExactly(name);
        }
    }

    /** As an older version has stored it. */
    @ParameterizedTest
    @ValueSource(strings = {"CORP\\alice", "50%", "x\u00a0", "\u200b"})
    default void membersWithStoredNames_areListedAndRemoved(String name) throws SQLException {
        share(builder -> builder);
        store().channels().create("Team", "alice", List.of("bob"));
        try (Connection other = place().connect();
                PreparedStatement insert =
                        other.prepareStatement("INSERT INTO private_channel_members VALUES (1, ?, 1.5, NULL)")) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
        String json = "{\"username\":\"" + escaped(name) + "\"}";

        assertThat(as("alice").get("/channel_members/private:1").json().toString())
                .contains(escaped(name));
        as("alice").postJson("/private_channels/1/remove_member", json).isText(200, "ok");
        as("alice").postJson("/private_channels/1/remove_member", json).isText(404, "not a member");

        assertThat(store().channels().members(new ChannelId.Private(1))).containsExactly("alice", "bob");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }
}
