package io.minimost.presence.servlet.http;

import io.minimost.presence.json.Whitespace;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text fields of a query, or of a form in the body of a request, urlencoded or multipart, as browsers send them. Files
 * are ignored. A body of another type has no fields.
 */
public final class FormFields {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})(?:[\\s;]|$))");
    private static final Pattern FIELD_NAME =
            Pattern.compile("(?im)^content-disposition:\\s*form-data;(?:.*;)?\\s*name=\"([^\"\\r\\n]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?im)^content-disposition:.*;\\s*filename\\*?=");
    private static final String HEAD_END = "\r\n\r\n";

    private final Map<String, List<String>> fields = new HashMap<>();

    private FormFields() {}

    static FormFields of(Map<String, String[]> parameters) {
        FormFields form = new FormFields();
        parameters.forEach((name, values) -> List.of(values).forEach(value -> form.add(name, value)));
        return form;
    }

    static FormFields parseQuery(String query) {
        FormFields form = new FormFields();
        form.readUrlencoded(query, "query");
        return form;
    }

    static FormFields parse(String contentType, byte[] body) {
        FormFields form = new FormFields();
        String type = contentType.split(";", 2)[0].strip();
        if (type.equalsIgnoreCase("application/x-www-form-urlencoded")) {
            form.readUrlencoded(new String(body, StandardCharsets.UTF_8), "body");
        } else if (type.equalsIgnoreCase("multipart/form-data")) {
            Matcher boundary = BOUNDARY.matcher(contentType);
            if (boundary.find()) {
                String delimiter = Optional.ofNullable(boundary.group(1)).orElse(boundary.group(2));
                form.readMultipart(new String(body, StandardCharsets.UTF_8), "--" + delimiter);
            }
        }
        return form;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    /** The stripped text of the first field of that name; empty if there is none. */
    public String text(String field) {
        return texts(field).stream().findFirst().orElse("");
    }

    /** The stripped texts of all fields of that name. */
    List<String> texts(String field) {
        return fields.getOrDefault(field, List.of());
    }

    /** The stripped texts of all fields. */
    Map<String, List<String>> all() {
        return fields;
    }

    private void add(String field, String text) {
        fields.computeIfAbsent(field, name -> new ArrayList<>()).add(Whitespace.strip(text));
    }

    private void readUrlencoded(String text, String where) {
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            add(decoded(parts[0], where), parts.length == 2 ? decoded(parts[1], where) : "");
        }
    }

    private static String decoded(String text, String where) {
        try {
            return Utf8.decode(Utf8.percentDecoded(asBytes(text)));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw HttpError.badInput(where, where + " has a malformed escape");
        }
    }

    /** A character for each byte of {@code text}. */
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void readMultipart(String body, String delimiter) {
        String[] parts = ("\r\n" + body).split(Pattern.quote("\r\n" + delimiter), -1);
        // No part precedes the first delimiter or follows the last one, which ends with two hyphens.
        for (int i = 1; i < parts.length && !parts[i].startsWith("--"); i++) {
            readPart(parts[i]);
        }
    }

    private void readPart(String part) {
        int headEnd = part.indexOf(HEAD_END);
        String head = part.substring(0, Math.max(headEnd, 0));
        Matcher name = FIELD_NAME.matcher(head);
        if (name.find() && !FILE_NAME.matcher(head).find()) {
            add(name.group(1), part.substring(headEnd + HEAD_END.length()));
        }
    }
}
