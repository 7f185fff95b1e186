package io.roost.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.stream.Stream;

/** The classes of the server, and how a rule says which of them a room may see. */
final class Rooms {
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.roost");

    /** The project's channels, in Netty's package; Netty's own come in jars. */
    static final JavaClasses OWN_NETTY_CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages("io.netty");

    private static final String[] PLAIN_JAVA = {"java..", "org.jspecify.annotations", ""};

    private Rooms() {}

    /** The room {@code room} sees itself, plain Java and {@code others}, nothing else. */
    static ArchRule onlySees(String room, String... others) {
        String[] allowed = Stream.of(new String[] {packagesOf(room)}, PLAIN_JAVA, others)
                .flatMap(Stream::of)
                .toArray(String[]::new);
        return ArchRuleDefinition.classes()
                .that()
                .resideInAPackage(packagesOf(room))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    static String packagesOf(String room) {
        return "io.roost." + room + "..";
    }

    /** The first package below {@code io.roost}, of irc the second too; empty for the root's own classes. */
    static String roomOf(JavaClass type) {
        String inside = type.getPackageName().substring("io.roost".length());
        return inside.isEmpty() ? "" : inside.substring(1).replaceAll("^((?:irc\\.)?[^.]*).*", "$1");
    }
}
