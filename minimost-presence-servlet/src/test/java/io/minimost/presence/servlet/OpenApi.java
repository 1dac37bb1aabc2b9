package io.minimost.presence.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code docs/openapi.yaml}. Clients must ignore fields that they do not know, so the document allows them; here an object
 * may have no field that its schema does not name.
 */
final class OpenApi {
    static final Path FILE = Path.of("..", "docs", "openapi.yaml");
    static final OpenApi DOCUMENT = new OpenApi();

    private static final String REF = "$ref";

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getOpenApi31());
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();
    private final JsonNode root = read();

    private OpenApi() {}

    private static JsonNode read() {
        try {
            JsonNode read = new YAMLMapper().readTree(FILE.toFile());
            forbidOtherFields(read.at("/components/schemas"));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void forbidOtherFields(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(OpenApi::forbidOtherFields);
    }

    JsonNode root() {
        return root;
    }

    /** By path. */
    Map<String, JsonNode> paths() {
        return fields(root.path("paths"));
    }

    /** By name, the schemas of the events of a stream. */
    Map<String, JsonNode> events() {
        return fields(root.at("/components/x-events"));
    }

    /** What is shared under {@code components}, for example {@code responses/NotFound}. */
    JsonNode component(String place) {
        JsonNode found = root.at("/components/" + place);
        if (found.isMissingNode()) {
            throw new AssertionError(FILE + " has no component " + place);
        }
        return found;
    }

    /** {@code node}, or what it refers to. */
    JsonNode resolve(JsonNode node) {
        return node.has(REF) ? component(node.path(REF).textValue().substring("#/components/".length())) : node;
    }

    /**
     * The documented path of the segments at the end of {@code path}, which may have escapes: a host may have a context path
     * and a prefix.
     */
    Optional<JsonNode> pathItem(String path) {
        List<String> segments = new ArrayList<>(Arrays.asList(path.split("/", -1)));
        segments.replaceAll(OpenApi::decoded);
        while (!segments.isEmpty()) {
            for (Map.Entry<String, JsonNode> item : paths().entrySet()) {
                if (matches(List.of(item.getKey().substring(1).split("/", -1)), segments)) {
                    return Optional.of(item.getValue());
                }
            }
            segments.remove(0);
        }
        return Optional.empty();
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return segment;
        }
    }

    private static boolean matches(List<String> template, List<String> segments) {
        boolean matches = template.size() == segments.size();
        for (int i = 0; matches && i < template.size(); i++) {
            String[] fixed = template.get(i).split("\\{[^}]*}", 2);
            matches = fixed.length == 1
                    ? fixed[0].equals(segments.get(i))
                    : segments.get(i).length() > fixed[0].length() + fixed[1].length()
                            && segments.get(i).startsWith(fixed[0])
                            && segments.get(i).endsWith(fixed[1]);
        }
        return matches;
    }

    /** What is wrong with {@code value}; empty if it is valid against {@code schema}. */
    List<String> violations(JsonNode schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Error::toString)
                .toList();
    }

    /** The references of a schema begin at the root of the document, so that has to be the root of the schema, too. */
    private Schema compile(JsonNode schema) {
        ObjectNode document = schema.deepCopy();
        return registry.getSchema(document.set("components", root.path("components")));
    }

    static Map<String, JsonNode> fields(JsonNode object) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        object.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }
}
