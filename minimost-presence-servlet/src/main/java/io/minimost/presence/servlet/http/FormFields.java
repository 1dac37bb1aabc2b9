package io.minimost.presence.servlet.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
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
 * The text fields of a query, or of a form in the body of a request, urlencoded or multipart, as browsers send them. The first of several
 * fields of one name counts. Files are no fields, and a body of another type has none.
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

    /** The fields that the container has read. */
    static FormFields of(Map<String, String[]> parameters) {
        FormFields form = new FormFields();
        parameters.forEach((name, values) -> form.fields.put(name, List.of(values)));
        return form;
    }

    /** The fields of the query of a URL, without the question mark. */
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

    /** The text in {@code field} without blanks at its ends; empty if there is none. */
    public String text(String field) {
        List<String> texts = texts(field);
        return texts.isEmpty() ? "" : texts.get(0);
    }

    /** The same in each of the fields of that name. */
    List<String> texts(String field) {
        return fields.getOrDefault(field, List.of()).stream()
                .map(Whitespace::strip)
                .toList();
    }

    private void add(String field, String text) {
        fields.computeIfAbsent(field, name -> new ArrayList<>()).add(text);
    }

    private void readUrlencoded(String text, String where) {
        for (String pair : text.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            try {
                add(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
            } catch (IllegalArgumentException | CharacterCodingException e) {
                throw new HttpError(Response.badInput(where, where + " has a malformed escape"));
            }
        }
    }

    private static String decoded(String text) throws CharacterCodingException {
        // Byte by byte first: the decoder of URLs would put a question mark in the place of what is no UTF-8.
        byte[] bytes =
                URLDecoder.decode(asBytes(text), StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }

    /** A character for each byte of {@code text}. */
    private static String asBytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private void readMultipart(String body, String delimiter) {
        String[] parts = ("\r\n" + body).split(Pattern.quote("\r\n" + delimiter), -1);
        // Before the first delimiter stands no part, nor behind the last one, which ends with two hyphens.
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
