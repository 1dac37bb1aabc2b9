package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.minimost.presence.limits.Rate;
import io.minimost.presence.limits.RateLimit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Every route that writes, with hostile bodies and paths. Nothing may fail, and nothing be stored. */
interface HostileInputOverHttp extends HttpFixture {
    List<String> WRITES = List.of(
            "/react/1",
            "/private_channels/create",
            "/private_channels/1/rename",
            "/private_channels/1/add_member",
            "/private_channels/1/remove_member");

    List<String> TYPES = List.of(
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=b",
            "multipart/form-data",
            "multipart/form-data; boundary=\"",
            "multipart/form-data; boundary=" + "b".repeat(200),
            "text/plain",
            ";",
            "x");

    List<String> BODIES = List.of(
            "\u0000",
            "null",
            "[]",
            "{",
            "{\"name\":[],\"username\":[],\"members\":{}}",
            "{\"name\":\"\\ud800\",\"username\":\"\\ud800\"}",
            "{\"name\":\"a\\u0000b\",\"username\":\"a\\u0000b\"}",
            "{\"name\":\"" + "x".repeat(60_000) + "\",\"username\":\"" + "x".repeat(5000) + "\"}",
            "{\"name\":\"\",\"members\":[[[[[[[[]]]]]]]]}",
            "{\"name\":\"\",\"members\":[1e999999999]}",
            "[".repeat(60_000),
            "reaction=%",
            "reaction=%zz",
            "reaction=%00",
            "reaction=%-1",
            "reaction=%ff%fe",
            "reaction",
            "&=&=&",
            "&".repeat(60_000),
            "reaction=" + "x".repeat(60_000),
            "--b\r\nContent-Disposition: form-data; name=\"reaction\"\r\n\r\na b\r\n--b--",
            "--b\r\nContent-Disposition: form-data; name=\"reaction",
            "--b\r\nContent-Disposition: form-data; name=\"reaction\"; filename=\"x\"\r\n\r\nrocket\r\n--b--",
            "--b\r\nContent-Disposition: form-data;" + ";".repeat(60_000) + "\r\n\r\nrocket\r\n--b--",
            "--b\r\nContent-Disposition: form-data;" + " ".repeat(60_000) + "\r\n\r\nrocket\r\n--b--",
            "--b\r\n".repeat(10_000),
            "--b--\r\n\r\n",
            "\r\n\r\n");

    private void useTeam() {
        configure(builder -> builder.publicChannels("general")
                .messages(new TestMessages().with(1, "general", 1716000000.0, "bob"))
                .limits(Limits.defaults()
                        .withRate(RateLimit.REACTIONS, Rate.UNLIMITED)
                        .withRate(RateLimit.RECEIPTS, Rate.UNLIMITED)
                        .withRate(RateLimit.CHANNELS, Rate.UNLIMITED)));
        store().channels().create("Team", "alice", List.of("bob"));
        changes().clear();
    }

    @Test
    default void hostileBodies_areRejectedAndStoreNothing() {
        useTeam();
        for (String path : WRITES) {
            for (String type : TYPES) {
                for (String body : BODIES) {
                    ClientResponse response = as("alice")
                            .with("Content-Type", type)
                            .postBytes(path, body.getBytes(StandardCharsets.ISO_8859_1));
                    assertThat(response.status())
                            .as("%s %s %.80s: %s", path, type, body, response)
                            .isBetween(400, 499);
                    assertThat(response.body()).hasSizeLessThan(500);
                }
            }
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void hostilePaths_neverStoreNorFail() {
        useTeam();
        List<String> paths = new ArrayList<>();
        for (String id : List.of("..", "%2e%2e", "1;x", "1%2F", "1%00", "", "1%20", "%", "1\\", "\u00E9", "1?x")) {
            paths.add("/react/" + id);
            paths.add("/mark_read/" + id);
            paths.add("/private_channels/" + id + "/leave");
            paths.add("/private_channels//" + id + "/leave");
            paths.add("/private_channels/1/leave/" + id);
            paths.add("/private_channels;" + id + "/1/leave");
        }
        for (String path : paths) {
            for (String method : List.of("GET", "POST")) {
                ClientResponse response = raw().send(method, path);
                assertThat(response.isFromHost() || response.status() / 100 == 4)
                        .as("%s %s is the host's or refused: %s", method, path, response)
                        .isTrue();
            }
        }
        assertThat(changes()).isEmpty();
    }

    @Test
    default void randomMultipart_neverFails() {
        useTeam();
        String form = "--b\r\nContent-Disposition: form-data; name=\"reaction\"\r\n\r\nr\r\n--b--\r\n";
        Random random = new Random(7);
        int read = 0;
        for (int i = 0; i < 300; i++) {
            byte[] body = form.getBytes(StandardCharsets.US_ASCII);
            for (int damage = 1 + random.nextInt(3); damage > 0; damage--) {
                body[random.nextInt(body.length)] = (byte) "\r\n-b;\":= \u0000\u00FF".charAt(random.nextInt(11));
            }
            ClientResponse response = as("alice")
                    .with("Content-Type", "multipart/form-data; boundary=b")
                    .postBytes("/react/1", body);
            assertThat(response.status()).as("%s", response).isIn(200, 400);
            read += response.status() == 200 ? 1 : 0;
        }
        assertThat(read).isBetween(10, 290);
    }
}
