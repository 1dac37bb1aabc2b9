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

/** The dependencies between packages. A capability has its own package: neither the facade nor a shared package. */
class ArchitectureTest {
    private static final String ROOT = "io.minimost.presence";
    private static final String[] SHARED = {
        ROOT + ".events..",
        ROOT + ".internal..",
        ROOT + ".values..",
        ROOT + ".errors..",
        ROOT + ".signaling..",
        ROOT + ".media..",
        ROOT + ".stats.."
    };
    private static final String[] ABOVE = {ROOT + ".push..", ROOT + ".host..", ROOT + ".json..", ROOT + ".answers.."};
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void packages_haveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void capabilities_doNotKnowEachOther() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .notDependOnEachOther()
                .ignoreDependency(alwaysTrue(), resideInAnyPackage(SHARED))
                // Other rules cover the dependencies of these packages.
                .ignoreDependency(resideInAnyPackage(SHARED), alwaysTrue())
                .ignoreDependency(resideInAnyPackage(ABOVE), alwaysTrue())
                .check(MAIN);
    }

    @Test
    void sharedPackages_knowNoCapabilityAndNotTheFacade() {
        noClasses()
                .that(resideInAnyPackage(SHARED))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(SHARED))))
                .check(MAIN);
    }

    @Test
    void capabilities_doNotKnowTheFacade() {
        noClasses()
                .that(resideInAPackage(ROOT + ".(*)..")
                        .and(not(isFacade()))
                        .and(not(resideInAnyPackage(ROOT + ".push..", ROOT + ".host..", ROOT + ".answers.."))))
                .should()
                .dependOnClassesThat(isFacade())
                .check(MAIN);
    }

    @Test
    void push_isKnownToNoOtherPackage() {
        requireNotKnownTo(not(resideInAPackage(ROOT + ".push..")), ROOT + ".push..");
    }

    @Test
    void keptAnswers_areKnownToNoOtherPackage() {
        requireNotKnownTo(not(resideInAPackage(ROOT + ".answers..")), ROOT + ".answers..");
    }

    @Test
    void whatTheHostSupplies_isKnownToPushOnly() {
        requireNotKnownTo(not(resideInAnyPackage(ROOT + ".push..", ROOT + ".host..")), ROOT + ".host..");
    }

    @Test
    void json_isKnownToPushAndHostOnly_andSoIsTheLibraryForIt() {
        requireNotKnownTo(not(resideInAnyPackage(ABOVE)), ROOT + ".json..");
        requireNotKnownTo(
                not(resideInAnyPackage(ROOT + ".push..", ROOT + ".json..", ROOT + ".signaling..")), "com.fasterxml..");
    }

    /**
     * CommitFeed passes the committed events to push, whose thread is one of the library's, and which counts as the engine does. The
     * version of an answer passes from its capability to those who keep it.
     */
    @Test
    void push_knowsNothingElseOfTheEngine() {
        noClasses()
                .that(resideInAnyPackage(ABOVE))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".internal..")
                        .and(not(simpleName("CommitFeed")
                                .or(simpleName("AnswerVersion"))
                                .or(simpleName("LibraryThread"))
                                .or(simpleName("LatencyRecorder")))))
                .check(MAIN);
    }

    /** They are for the transports, and count what these hand in. */
    @Test
    void limits_knowNothingElse_andAreKnownToNobody() {
        requireNotKnownTo(not(resideInAPackage(ROOT + ".limits..")), ROOT + ".limits..");
        noClasses()
                .that(resideInAPackage(ROOT + ".limits.."))
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + ".limits.."))))
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

    /** Only calls and screen shares have signals and media. */
    @Test
    void signalingAndMedia_areKnownToCallsAndScreenSharesOnly() {
        noClasses()
                .that(resideInAPackage(ROOT + ".(*)..")
                        .and(not(resideInAnyPackage(ABOVE)))
                        .and(not(resideInAnyPackage(
                                ROOT + ".signaling..", ROOT + ".media..", ROOT + ".calls..", ROOT + ".screenshare.."))))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".signaling..", ROOT + ".media.."))
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

    private static void requireNotKnownTo(DescribedPredicate<JavaClass> classes, String packages) {
        noClasses()
                .that(classes)
                .should()
                .dependOnClassesThat(resideInAPackage(packages))
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> isFacade() {
        return resideInAPackage(ROOT);
    }
}
