package io.minimost.presence.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhitespaceTest {
    /** As Python has them. */
    private static final String ALL = "\t\n\u000B\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680"
            + "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

    @Test
    void strip_cutsOffTheseCharacters_andNoOthers() {
        String cutOff = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .mapToObj(c -> Character.toString((char) c))
                .filter(c -> Whitespace.strip(c).isEmpty())
                .collect(Collectors.joining());

        assertThat(cutOff).isEqualTo(ALL);
    }

    @Test
    void strip_leavesWhatIsBetween() {
        assertThat(Whitespace.strip(ALL + "a" + ALL + "b" + ALL)).isEqualTo("a" + ALL + "b");
        assertThat(Whitespace.strip("a b")).isEqualTo("a b");
        assertThat(Whitespace.strip(" a")).isEqualTo("a");
        assertThat(Whitespace.strip("a ")).isEqualTo("a");
        assertThat(Whitespace.strip(ALL)).isEmpty();
        assertThat(Whitespace.strip("")).isEmpty();
    }
}
