package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.channels.PrivateChannels;
import io.minimost.presence.events.PresenceEvent.ChannelCreated;
import io.minimost.presence.host.UserDirectory;
import io.minimost.presence.values.ChannelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Creating, listing and renaming private channels. */
interface PrivateChannelsOverHttp extends HttpFixture {
    String CREATE = "/private_channels/create";

    /** {@code count} names as the elements of a JSON array. */
    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"user" + i + "\"").collect(Collectors.joining(","));
    }

    @Test
    default void postCreate_answersTheChannel() {
        assertThat(as("alice")
                        .postJson(CREATE, "{\"name\":\" Team \\u00e9\",\"members\":[\"bob\",\" carol \",\"\",\"bob\"]}")
                        .isJson("{\"channel\":\"private:1\",\"id\":1,\"name\":\"Team é\"}")
                        .body())
                .isEqualTo("{\"channel\":\"private:1\",\"id\":1,\"name\":\"Team \\u00E9\"}\n");
        assertThat(store().channels().members(new ChannelId.Private(1))).containsExactly("alice", "bob", "carol");
        assertThat(store().channels().historyStart(new ChannelId.Private(1), "bob"))
                .contains(Instant.EPOCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\":\"Team\"}", "{\"name\":\"Team\",\"members\":null}"})
    default void postCreate_withoutMembers_hasTheCreator(String body) {
        as("alice").postJson(CREATE, body).hasStatus(200);

        assertThat(store().channels().members(new ChannelId.Private(1))).containsExactly("alice");
    }

    @Test
    default void postCreate_takesNamesAsTheHostSpellsThem() {
        configure(builder -> builder.users(new TestUsers("Alice", "Bob")));

        as("Alice")
                .postJson(CREATE, "{\"name\":\"Team\",\"members\":[\"BOB\",\"bob\",\"alice\",\"nobody\",\"a:b\"]}")
                .hasStatus(200);

        assertThat(store().channels().members(new ChannelId.Private(1))).containsExactly("Alice", "Bob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":null}",
                "{\"name\":\"\"}",
                "{\"name\":\" \\t\\n\"}",
                "{\"name\":\"\\u00a0\\u2003\\u0085\"}"
            })
    default void postCreate_withBlankName_isRejected(String body) {
        as("alice").postJson(CREATE, body).isText(400, "name required");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postCreate_withNameOfEightyOneCharacters_isRejected() {
        String eighty = "\uD83D\uDE00".repeat(80);

        as("alice").postJson(CREATE, "{\"name\":\"  " + eighty + " \"}").hasStatus(200);
        changes().clear();
        as("alice")
                .postJson(CREATE, "{\"name\":\"" + eighty + "x\"}")
                .isText(400, "channel name must be 80 characters or fewer");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5", "true", "[\"Team\"]", "{}", "\"a\\u0000b\"", "\"a\\nb\"", "\"\\ud800\"", "\"a\\u2028b\""})
    default void postCreate_withImpossibleName_isBadInput(String name) {
        as("alice").postJson(CREATE, "{\"name\":" + name + "}").badInput("name");
        assertThat(changes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"bob\"", "5", "{}", "true", "[1]", "[null]", "[\"bob\",[]]", "[\"bob\",{}]", "[false]"})
    default void postCreate_withMembersThatAreNoTexts_isBadInput(String members) {
        as("alice")
                .postJson(CREATE, "{\"members\":" + members + ",\"name\":\"Team\"}")
                .badInput("members");
        as("alice").postJson(CREATE, "{\"members\":" + members + "}").badInput("members");
        assertThat(changes()).isEmpty();
    }

    @Test
    default void postCreate_withTooManyPeople_isBadInputAndLooksUpNobody() {
        AtomicInteger asked = new AtomicInteger();
        configure(builder -> builder.users(new UserDirectory() {
            @Override
            public Optional<String> find(String name) {
                asked.incrementAndGet();
                return Optional.of(name);
            }

            @Override
            public List<String> all() {
                return List.of();
            }
        }));
        int others = PrivateChannels.MAX_FOUNDERS - 1;
        String full = "{\"name\":\"Team\",\"members\":[" + names(others) + ",\"user0\",\"alice\"]}";
        String overfull = "{\"name\":\"Team\",\"members\":[" + names(others + 1) + "]}";

        as("alice").postJson(CREATE, full).hasStatus(200);
        assertThat(store().channels().members(new ChannelId.Private(1))).hasSize(PrivateChannels.MAX_FOUNDERS);
        changes().clear();
        asked.set(0);
        assertThat(as("alice").postJson(CREATE, overfull).badInput("members")).contains("201", "200");
        assertThat(asked).hasValue(0);
        assertThat(changes()).isEmpty();
    }

    @Test
    default void getPrivateChannels_listsTheUsersOwn() {
        store().channels().create("Beta", "bob", List.of("alice", "Zoe"));
        store().channels().create("Secret", "bob", List.of());
        store().channels().create("Alpha", "alice", List.of());

        assertThat(as("alice").get("/private_channels").hasStatus(200).body())
                .isEqualTo("[{\"channel\":\"private:1\",\"id\":1,\"members\":[\"Zoe\",\"alice\",\"bob\"],"
                        + "\"name\":\"Beta\",\"unread\":0},{\"channel\":\"private:3\",\"id\":3,"
                        + "\"members\":[\"alice\"],\"name\":\"Alpha\",\"unread\":0}]\n");
        as("carol").get("/private_channels").isJson("[]");
    }

    @Test
    default void getPrivateChannels_countsUnreadMessagesOfOthers() {
        store().channels().create("Team", "bob", List.of("alice"));
        TestMessages messages = new TestMessages()
                .with(1, "private:1", 1716000000.0, "bob")
                .with(2, "private:1", 1716000001.0, "bob")
                .with(3, "private:1", 1716000002.0, "alice");
        configure(builder -> builder.messages(messages));

        assertThat(as("alice").get("/private_channels").json().at("/0/unread").intValue())
                .isEqualTo(2);
        as("alice").post("/mark_read/private:1").isNoContent();
        assertThat(as("alice").get("/private_channels").json().at("/0/unread").intValue())
                .isZero();
    }

    @Test
    default void postRename_renames() {
        store().channels().create("Team", "bob", List.of("alice"));

        as("alice")
                .postJson("/private_channels/1/rename", "{\"name\":\" Crew \"}")
                .isText(200, "ok");
        as("alice")
                .postJson("/private_channels/1/rename", "{\"name\":\"Crew\"}")
                .isText(200, "ok");

        assertThat(as("bob").get("/private_channels").json().at("/0/name").textValue())
                .isEqualTo("Crew");
    }

    @Test
    default void postRename_withBadName_isRejected() {
        store().channels().create("Team", "alice", List.of());
        changes().clear();

        rename("{}").isText(400, "name required");
        rename("{\"name\":\"" + "x".repeat(81) + "\"}").isText(400, "channel name must be 80 characters or fewer");
        rename("{\"name\":5}").badInput("name");
        rename("{\"name\":\"a\\nb\"}").badInput("name");
        assertThat(changes()).isEmpty();
    }

    private ClientResponse rename(String body) {
        return as("alice").postJson("/private_channels/1/rename", body);
    }

    @Test
    default void create_isNoNumberOfAChannel() {
        as("alice")
                .postJson("/private_channels/create/rename", "{\"name\":\"x\"}")
                .error(404);
        as("alice").get(CREATE).error(405);
    }

    @Test
    default void createdChannel_isAnnounced() {
        as("alice").postJson(CREATE, "{\"name\":\"Team\",\"members\":[\"bob\"]}");

        assertThat(changes()).singleElement().isInstanceOfSatisfying(ChannelCreated.class, event -> {
            assertThat(event.user()).isEqualTo("alice");
            assertThat(event.members()).containsExactly("alice", "bob");
        });
    }

    /** Their numbers have one spelling, and at most 18 digits. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "01",
                "-1",
                "+1",
                "1.0",
                "1e3",
                "%201",
                "x",
                "%D9%A3",
                "1000000000000000000",
                "9223372036854775807",
                "9223372036854775808"
            })
    default void numberInAnotherSpelling_isNowhere(String number) {
        store().channels().create("Team", "alice", List.of("bob"));

        as("alice").get("/private_channels/" + number + "/members").hasStatus(404);
        as("alice").post("/private_channels/" + number + "/leave").hasStatus(404);
    }
}
