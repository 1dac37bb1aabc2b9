package io.minimost.presence;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasModifiers.Predicates.modifier;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Iterator;
import java.util.Scanner;
import java.util.stream.BaseStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which classes may access the database and its files, and how. */
class DatabaseArchitectureTest {
    private static final String ROOT = "io.minimost.presence";
    private static final DescribedPredicate<JavaClass> DATABASE_LIBRARIES =
            resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite..", "org.postgresql..");
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void publicSignatures_haveNoTypesOfTheDatabaseLibraries() {
        members()
                .that()
                .areDeclaredInClassesThat(isPublicApi())
                .and(modifier(JavaModifier.PUBLIC).or(modifier(JavaModifier.PROTECTED)))
                .and()
                .doNotHaveFullName(ROOT + ".PresenceStoreBuilder.postgres(javax.sql.DataSource)") // as hosts have it
                .should(haveNoTypeIn(DATABASE_LIBRARIES))
                .check(MAIN);
        noClasses()
                .that(isPublicApi())
                .should()
                .beAssignableTo(DATABASE_LIBRARIES)
                .check(MAIN);
    }

    /** A class that opens the database file and closes it again drops SQLite's locks for the whole process. */
    @Test
    void files_areTouchedInFourPlacesOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.DatabasePath") // reads attributes
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.FileSnapshot") // reads attributes
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.ClassLoaderGuard") // opens its own file
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.LogSalts") // opens -wal, on which SQLite has no locks
                .should()
                .dependOnClassesThat(belongToAnyOf(
                                File.class,
                                FileInputStream.class,
                                FileOutputStream.class,
                                FileReader.class,
                                FileWriter.class,
                                RandomAccessFile.class,
                                Files.class)
                        .or(resideInAPackage("java.nio.channels..")))
                .check(MAIN);
    }

    /** A scanner opens its file. The list of mounts is a file of the system. */
    @Test
    void scanners_readTheListOfMountsOnly() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.MountPoints")
                .should()
                .dependOnClassesThat(belongToAnyOf(Scanner.class))
                .check(MAIN);
    }

    @Test
    void files_areNowhereReadOrChangedByName() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(belongToAnyOf(Files.class)))
                        .and(target(nameMatching(
                                "new.+|read(?!Attributes|SymbolicLink).*|write.*|copy|move|delete.*|lines|mismatch"))))
                .check(MAIN);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.ClassLoaderGuard")
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".internal.LogSalts")
                .should()
                .dependOnClassesThat(belongToAnyOf(File.class, FileInputStream.class, RandomAccessFile.class)
                        .or(resideInAPackage("java.nio.channels..")))
                .check(MAIN);
    }

    /** JDBI may not look into the packages of a module. */
    @Test
    void sqlObjects_haveNoDefaultMethods() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Sql")
                .should()
                .haveModifier(JavaModifier.ABSTRACT)
                .check(MAIN);
    }

    @Test
    void sqlObjects_arePackagePrivateInterfaces() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Sql")
                .and()
                .areNotAnnotations()
                .should()
                .beInterfaces()
                .andShould()
                .bePackagePrivate()
                .check(MAIN);
    }

    @Test
    void sqlObjects_returnFetchedResults() {
        DescribedPredicate<JavaClass> lazy = assignableTo(BaseStream.class)
                .or(assignableTo(Iterator.class))
                .or(assignableTo(Iterable.class).and(not(assignableTo(Collection.class))));
        methods()
                .that()
                .areDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Sql")
                .should()
                .notHaveRawReturnType(lazy)
                .check(MAIN);
    }

    @Test
    void sql_isInSqlObjects() {
        codeUnits()
                .that()
                .areAnnotatedWith(DescribedPredicate.describe(
                        "@FastSql or an annotation of JDBI",
                        annotation -> annotation.getRawType().getPackageName().startsWith("org.jdbi.")
                                || annotation.getRawType().getSimpleName().equals("FastSql")))
                .should()
                .beDeclaredInClassesThat()
                .haveSimpleNameEndingWith("Sql")
                .check(MAIN);
    }

    private static DescribedPredicate<JavaClass> isPublicApi() {
        return DescribedPredicate.describe(
                "public types outside of internal",
                type -> type.getModifiers().contains(JavaModifier.PUBLIC)
                        && !type.getPackageName().startsWith(ROOT + ".internal"));
    }

    private static ArchCondition<JavaMember> haveNoTypeIn(DescribedPredicate<JavaClass> forbidden) {
        return new ArchCondition<>("have no type of " + forbidden.getDescription()) {
            @Override
            public void check(JavaMember member, ConditionEvents events) {
                types(member)
                        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
                        .filter(forbidden)
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                member, member.getFullName() + " has the type " + type.getName())));
            }
        };
    }

    private static Stream<JavaType> types(JavaMember member) {
        if (member instanceof JavaField field) {
            return Stream.of(field.getType());
        }
        JavaCodeUnit codeUnit = (JavaCodeUnit) member;
        return Stream.of(
                        Stream.of(codeUnit.getReturnType()),
                        codeUnit.getParameterTypes().stream(),
                        codeUnit.getExceptionTypes().stream().map(JavaType.class::cast))
                .flatMap(types -> types);
    }
}
