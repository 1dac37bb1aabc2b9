package io.minimost.examples.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatOptionsTest {
    @Test
    void parse_nothing_givesTheDefaults() {
        assertThat(ChatOptions.parse()).isEqualTo(new ChatOptions("127.0.0.1", 8080, Path.of("data")));
    }

    @Test
    void parse_takesEachOptionInAnyOrder() {
        assertThat(ChatOptions.parse("--data", "a b", "--port", "0", "--host", "0.0.0.0"))
                .isEqualTo(new ChatOptions("0.0.0.0", 0, Path.of("a b")));
    }

    @Test
    void parse_nodesOnPostgres_haveTheOriginsOfTheirPeers() {
        String database = "jdbc:postgresql://localhost/postgres?user=postgres";

        assertThat(ChatOptions.parse("--peers", "http://127.0.0.1:8081/,https://b/#x", "--postgres", database))
                .isEqualTo(new ChatOptions(
                        "127.0.0.1",
                        8080,
                        Path.of("data"),
                        Optional.of(database),
                        List.of("http://127.0.0.1:8081", "https://b")));
    }

    @Test
    void parse_repeatedOption_takesTheLast() {
        assertThat(ChatOptions.parse("--port", "1", "--port", "2").port()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "--port,         --port needs a value",
        "--port x,       --port 'x' is not a number",
        "--port 70000,   --port 70000 is not between 0 and 65535",
        "--port -1,      --port -1 is not between 0 and 65535",
        "--prot 8080,    unknown option '--prot'",
        "8080,           unknown option '8080'",
        "--port 1 --oh,  unknown option '--oh'",
        "--peers,        --peers needs a value",
        "--postgres x,   --postgres 'x' does not begin with jdbc:postgresql:",
        "--peers x,      --peers 'x' is not an address such as http://127.0.0.1:8081",
        "--peers ftp://host,        --peers 'ftp://host' is not an address such as http://127.0.0.1:8081",
        "--peers http://a;b,        --peers 'http://a;b' is not an address such as http://127.0.0.1:8081",
        "--peers http://a:1,        --peers needs --postgres: nodes have their database in common",
    })
    void parse_badOption_namesIt(String line, String problem) {
        assertThatThrownBy(() -> ChatOptions.parse(line.split(" ")))
                .isInstanceOf(ChatOptions.BadOption.class)
                .hasMessage(problem);
    }

    @ParameterizedTest
    @CsvSource({"--host, --host is empty", "--data, --data is empty"})
    void parse_emptyValue_isRefused(String option, String problem) {
        assertThatThrownBy(() -> ChatOptions.parse(option, " "))
                .isInstanceOf(ChatOptions.BadOption.class)
                .hasMessage(problem);
    }
}
