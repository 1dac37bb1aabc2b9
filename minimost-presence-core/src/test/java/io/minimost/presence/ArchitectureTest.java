package io.minimost.presence;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** How the packages hang together. A room is a package of one capability: neither the facade nor one of the shared ones. */
class ArchitectureTest {
    private static final String ROOT = "io.minimost.presence";
    private static final String[] SHARED = {
        ROOT + ".events..", ROOT + ".internal..", ROOT + ".values..", ROOT + ".errors..", ROOT + ".relay.."
    };
    private static final String[] ABOVE = {ROOT + ".push..", ROOT + ".host..", ROOT + ".json.."};
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void rooms_doNotKnowEachOther() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
                // What these may know has its own rules.
                .ignoreDependency(resideInAnyPackage(SHARED), alwaysTrue())
                .ignoreDependency(resideInAnyPackage(ABOVE), alwaysTrue())
                .check(MAIN);
    }

    @Test
    void sharedPackages_knowNoRoomAndNotTheFacade() {
        noClasses()
                .that(resideInAnyPackage(SHARED))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(SHARED))))
                .check(MAIN);
    }

    @Test
    void rooms_doNotKnowTheFacade() {
        noClasses()
                .that(resideInAPackage(ROOT + ".(*)..")
                        .and(not(isFacade()))
                        .and(not(resideInAnyPackage(ROOT + ".push..", ROOT + ".host.."))))
                .should()
                .dependOnClassesThat(isFacade())
                .check(MAIN);
    }

    @Test
    void push_isKnownToNobody() {
        nobody(not(resideInAPackage(ROOT + ".push..")), ROOT + ".push..");
    }

    @Test
    void whatTheHostSupplies_isKnownToPushOnly() {
        nobody(not(resideInAnyPackage(ROOT + ".push..", ROOT + ".host..")), ROOT + ".host..");
    }

    @Test
    void json_isKnownToPushAndHostOnly_andSoIsTheLibraryForIt() {
        nobody(not(resideInAnyPackage(ABOVE)), ROOT + ".json..");
        nobody(not(resideInAnyPackage(ROOT + ".push..", ROOT + ".json..")), "com.fasterxml..");
    }

    /** That what it sends has been committed, it hears from below. */
    @Test
    void push_knowsNothingElseOfTheEngine() {
        noClasses()
                .that(resideInAnyPackage(ABOVE))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".internal..").and(not(simpleName("CommitFeed"))))
                .check(MAIN);
    }

    @Test
    void valuesAndErrors_knowNothingElse() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".values..", ROOT + ".errors.."))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..")
                        .and(not(resideInAnyPackage(ROOT + ".values..", ROOT + ".errors.."))))
                .check(MAIN);
    }

    /** What passes between people in a session: a layer of the two rooms that have sessions, and of no other room. */
    @Test
    void theRelay_isKnownToCallsAndScreenSharesOnly() {
        noClasses()
                .that(resideInAPackage(ROOT + ".(*)..")
                        .and(not(resideInAnyPackage(ABOVE)))
                        .and(not(resideInAnyPackage(ROOT + ".relay..", ROOT + ".calls..", ROOT + ".screenshare.."))))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".relay.."))
                .check(MAIN);
    }

    @Test
    void theEngine_knowsNoEvents() {
        noClasses()
                .that(resideInAPackage(ROOT + ".internal.."))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".events.."))
                .check(MAIN);
    }

    @Test
    void core_knowsNoServlet() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta..", "javax.servlet.."))
                .check(MAIN);
    }

    @Test
    void nothing_isPrintedInsteadOfLogged() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(MAIN);
    }

    @Test
    void nothing_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(MAIN);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .check(MAIN);
    }

    private static void nobody(DescribedPredicate<JavaClass> among, String knows) {
        noClasses()
                .that(among)
                .should()
                .dependOnClassesThat(resideInAPackage(knows))
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> isFacade() {
        return resideInAPackage(ROOT);
    }
}
