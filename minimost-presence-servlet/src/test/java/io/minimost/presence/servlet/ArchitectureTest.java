package io.minimost.presence.servlet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.minimost.presence.json.InvalidInputException;
import io.minimost.presence.json.Json;
import io.minimost.presence.json.JsonObject;
import io.minimost.presence.json.Whitespace;
import org.junit.jupiter.api.Test;

/** The dependencies of the packages: the root on servlets, the routes on the store, the router on neither. */
class ArchitectureTest {
    private static final String CORE = "io.minimost.presence";
    private static final String ROOT = CORE + ".servlet";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void servlets_areKnownToTheRootOnly() {
        noClasses()
                .that(not(resideInAPackage(ROOT)))
                .should()
                .dependOnClassesThat(resideInAPackage("jakarta.servlet.."))
                .check(MAIN);
    }

    @Test
    void root_isKnownToNobody() {
        noClasses()
                .that(not(resideInAPackage(ROOT)))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT))
                .check(MAIN);
    }

    /** Except how JSON is written and read, which names are valid, and how often a user may do something. */
    @Test
    void router_knowsNothingOfPresence() {
        noClasses()
                .that(resideInAPackage(ROOT + ".http.."))
                .should()
                .dependOnClassesThat(resideInAPackage(CORE + "..")
                        .and(not(resideInAnyPackage(ROOT + ".http..", CORE + ".values..", CORE + ".limits..")))
                        .and(not(belongToAnyOf(
                                Json.class, JsonObject.class, InvalidInputException.class, Whitespace.class))))
                .check(MAIN);
    }

    @Test
    void engine_isKnownToNobody() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(CORE + ".internal..", "org.jdbi..", "java.sql.."))
                .check(MAIN);
    }

    @Test
    void nothing_isPrintedInsteadOfLogged() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }
}
