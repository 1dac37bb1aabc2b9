package io.minimost.presence.servlet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.minimost.presence.servlet.EventParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares each answer that a suite receives with what {@code docs/openapi.yaml} says about the route. */
final class DocumentedAnswers {
    /** Headers that mean something to a client, so that no answer may have one that is not documented. */
    private static final Set<String> TELLING_HEADERS = Set.of("ETag", "Retry-After", "Location", "Allow");

    /** The names of methods are case-sensitive. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE");

    private DocumentedAnswers() {}

    /**
     * Fails if the document does not allow {@code response}. Answers of the host and of the container, which have not the
     * header of every answer of the filter, are not its subject.
     *
     * @param target the path, and the query if there is one
     */
    static void check(String method, String target, ClientResponse response) {
        if (response.isFromHost() || response.header("X-Content-Type-Options").isEmpty()) {
            return;
        }
        List<String> violations = violations(documented(method, target, response), method, response);
        if (!violations.isEmpty()) {
            throw new AssertionError("%s %s was answered with %s, which docs/openapi.yaml does not allow: %s"
                    .formatted(method, target, response, String.join("; ", violations)));
        }
    }

    /** Fails if the document does not allow this event of a stream. Other names than ours are the host's. */
    static void checkEvent(Event event) {
        JsonNode schema = OpenApi.DOCUMENT.events().get(event.name().split(":", 2)[0]);
        List<String> violations = schema == null ? List.of() : OpenApi.DOCUMENT.violations(schema, event.json());
        if (!violations.isEmpty()) {
            throw new AssertionError("a stream sent %s, which docs/openapi.yaml does not allow: %s"
                    .formatted(event, String.join("; ", violations)));
        }
    }

    /** What the document says about such an answer; missing if it says nothing. */
    private static JsonNode documented(String method, String target, ClientResponse response) {
        JsonNode item =
                OpenApi.DOCUMENT.pathItem(target.replaceFirst("\\?.*", "")).orElse(MissingNode.getInstance());
        JsonNode operation = METHODS.contains(method)
                ? item.path(method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT))
                : MissingNode.getInstance();
        JsonNode documented = operation.path("responses").path(Integer.toString(response.status()));
        return documented.isMissingNode() && operation.isMissingNode()
                ? OpenApi.DOCUMENT.component("responses/" + generalAnswer(response.status()))
                : OpenApi.DOCUMENT.resolve(documented);
    }

    /** The answers that need no route: an ambiguous path, another method. */
    private static String generalAnswer(int status) {
        return switch (status) {
            case 204 -> "Options";
            case 400 -> "BadInput";
            case 403 -> "Forbidden";
            default -> "MethodNotAllowed";
        };
    }

    private static List<String> violations(JsonNode documented, String method, ClientResponse response) {
        if (documented.isMissingNode()) {
            return List.of("no answer of that status");
        }
        List<String> violations = new ArrayList<>();
        checkHeaders(documented.path("headers"), response, violations);
        Map<String, JsonNode> content = OpenApi.fields(documented.path("content"));
        if (content.isEmpty()) {
            if (!response.body().isEmpty()) {
                violations.add("no body");
            }
        } else {
            String type = response.header("Content-Type").orElse("none").split(";", 2)[0];
            JsonNode media = content.get(type);
            if (media == null) {
                violations.add("the type is one of " + content.keySet());
            } else if (!method.equals("HEAD")) {
                JsonNode body = type.equals("application/json") ? response.json() : TextNode.valueOf(response.body());
                violations.addAll(OpenApi.DOCUMENT.violations(media.path("schema"), body));
            }
        }
        return violations;
    }

    private static void checkHeaders(JsonNode documented, ClientResponse response, List<String> violations) {
        OpenApi.fields(documented).forEach((name, reference) -> {
            JsonNode header = OpenApi.DOCUMENT.resolve(reference);
            response.header(name)
                    .ifPresentOrElse(
                            value -> violations.addAll(
                                    OpenApi.DOCUMENT.violations(header.path("schema"), TextNode.valueOf(value))),
                            () -> {
                                if (header.path("required").booleanValue()) {
                                    violations.add("a header " + name);
                                }
                            });
        });
        TELLING_HEADERS.stream()
                .filter(name -> response.header(name).isPresent() && !documented.has(name))
                .forEach(name -> violations.add("no header " + name));
    }
}
