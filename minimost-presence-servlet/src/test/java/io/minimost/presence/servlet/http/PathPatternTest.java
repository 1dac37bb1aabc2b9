package io.minimost.presence.servlet.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PathPatternTest {
    private final PathPattern pattern = PathPattern.of("/private_channels/{id}/rename");

    @Test
    void match_bringsWhatStandsInThePlaceOfNames() {
        assertThat(pattern.match(List.of("private_channels", "7", "rename"))).contains(Map.of("id", "7"));
        assertThat(PathPattern.of("/a/{x}/{y}").match(List.of("a", "{x}", "2"))).contains(Map.of("x", "{x}", "y", "2"));
        assertThat(PathPattern.of("/presence").match(List.of("presence"))).contains(Map.of());
    }

    @Test
    void match_ofAnotherPath_isEmpty() {
        for (String path : List.of(
                "private_channels/7/renam",
                "private_channels/7/Rename",
                "other/7/rename",
                "private_channels/7",
                "private_channels/7/rename/x",
                "private_channels/7/rename/")) {
            assertThat(pattern.match(List.of(path.split("/", -1)))).as(path).isEmpty();
        }
    }

    @Test
    void match_nothingInThePlaceOfAName_isEmpty() {
        assertThat(pattern.match(List.of("private_channels", "", "rename"))).isEmpty();
        assertThat(PathPattern.of("/typing/{channel}").match(List.of("typing", "")))
                .isEmpty();
    }

    @Test
    void pattern_isWhatItWasMadeOf() {
        assertThat(pattern).hasToString("/private_channels/{id}/rename");
        assertThat(pattern.first()).isEqualTo("private_channels");
        assertThat(pattern).isEqualTo(PathPattern.of("/private_channels/{id}/rename"));
    }
}
