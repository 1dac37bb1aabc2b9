package io.minimost.presence.internal;

import java.sql.Types;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;

/**
 * Texts as PostgreSQL takes them. It refuses U+0000 and lone surrogates, which SQLite takes. No text with them is ever stored,
 * but clients may ask for one, and then there is nothing with that name. Public because JDBI calls it.
 */
public final class PostgresText extends AbstractArgumentFactory<String> {
    private static final char REPLACEMENT = '\ufffd';

    PostgresText() {
        super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
        return (position, statement, context) -> statement.setString(position, of(value));
    }

    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return replaced(text);
            }
        }
        return text;
    }

    private static String replaced(String text) {
        StringBuilder replaced = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean isRefused = c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
            replaced.appendCodePoint(isRefused ? REPLACEMENT : c);
        });
        return replaced.toString();
    }
}
