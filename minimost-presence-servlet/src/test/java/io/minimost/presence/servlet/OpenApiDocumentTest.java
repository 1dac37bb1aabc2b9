package io.minimost.presence.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.minimost.presence.PresenceStore;
import io.minimost.presence.limits.RateLimit;
import io.minimost.presence.servlet.http.Route;
import io.minimost.presence.servlet.routes.TestRoutes;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** {@code docs/openapi.yaml} is valid and has the routes of the table. {@link DocumentedAnswers} compares the answers. */
class OpenApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete");

    @Test
    void document_isOpenApi() {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readLocation(OpenApi.FILE.toString(), null, null);

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(OpenApi.DOCUMENT.paths());
    }

    @Test
    void operations_areThoseOfTheRouteTable() {
        assertThat(documented(operation -> "").keySet())
                .containsExactlyInAnyOrderElementsOf(
                        routes((route, limit) -> "").keySet());
    }

    @Test
    void operations_haveTheLimitsOfTheRouteTable() {
        assertThat(documented(operation -> operation.path("x-rate-limit").asText("none")))
                .isEqualTo(routes((route, limit) -> limit.map(RateLimit::name).orElse("none")));
    }

    @Test
    void operations_haveAnEmptySecurity_whereTheRouteTableAnswersAnonymousClients() {
        assertThat(documented(operation -> operation.has("security")))
                .isEqualTo(routes((route, limit) -> route.anonymous().isPresent()));
    }

    @Test
    void operations_haveIdsOfTheirOwn() {
        assertThat(documented(operation -> operation.path("operationId").textValue())
                        .values())
                .doesNotHaveDuplicates()
                .doesNotContainNull();
    }

    @Test
    void examples_areValid() {
        List<String> checked = new ArrayList<>();
        checkExamples("", OpenApi.DOCUMENT.root(), checked);

        assertThat(checked).hasSizeGreaterThan(100);
    }

    @Test
    void everyAnswerWithABody_hasAnExample() {
        OpenApi.DOCUMENT
                .paths()
                .forEach((path, item) -> OpenApi.fields(item)
                        .forEach((method, operation) -> OpenApi.fields(operation.path("responses"))
                                .forEach((status, response) -> {
                                    Map<String, JsonNode> content = OpenApi.fields(
                                            OpenApi.DOCUMENT.resolve(response).path("content"));
                                    assertThat(content.isEmpty()
                                                    || content.values().stream()
                                                            .anyMatch(media ->
                                                                    media.has("example") || media.has("examples")))
                                            .as("%s %s %s", method, path, status)
                                            .isTrue();
                                })));
    }

    private static void checkExamples(String place, JsonNode node, List<String> checked) {
        if (node.has("example")) {
            check(place, node.path("schema"), node.path("example"), checked);
        }
        node.path("examples").forEach(example -> check(place, node.path("schema"), example.path("value"), checked));
        OpenApi.fields(node).forEach((name, child) -> checkExamples(place + "/" + name, child, checked));
        if (node.isArray()) {
            node.forEach(child -> checkExamples(place, child, checked));
        }
    }

    private static void check(String place, JsonNode schema, JsonNode example, List<String> checked) {
        assertThat(OpenApi.DOCUMENT.violations(schema, example)).as(place).isEmpty();
        checked.add(place);
    }

    private static <T> Map<String, T> documented(Function<JsonNode, T> property) {
        Map<String, T> documented = new TreeMap<>();
        OpenApi.DOCUMENT
                .paths()
                .forEach((path, item) -> OpenApi.fields(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        documented.put(method.toUpperCase(Locale.ROOT) + " " + path, property.apply(operation));
                    }
                }));
        return documented;
    }

    private static <T> Map<String, T> routes(BiFunction<Route, Optional<RateLimit>, T> property) {
        try (PresenceStore store = PresenceStore.inMemory()) {
            Map<String, T> routes = new TreeMap<>();
            TestRoutes.withLimits(store)
                    .forEach((route, limit) ->
                            routes.put(route.method() + " " + route.path(), property.apply(route, limit)));
            return routes;
        }
    }
}
