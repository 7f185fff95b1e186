package io.roost.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.roost.rules.Rooms.CLASSES;
import static io.roost.rules.Rooms.OWN_NETTY_CLASSES;
import static io.roost.rules.Rooms.onlySees;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imports point one way. Each room has one rule; a new room needs one before it may be built. */
final class ArchitectureTest {
    private static final String NETTY = "io.netty..";
    private static final String SLF4J = "org.slf4j..";

    private static final Map<String, List<String>> MAY_SEE = Map.ofEntries(
            Map.entry("", List.of("io.roost.cli..", "io.roost.server..")),
            Map.entry(
                    "cli",
                    List.of(
                            "io.roost.config..",
                            "io.roost.toxic..",
                            "io.roost.doctor..",
                            "io.roost.inspect..",
                            "io.roost.load..",
                            "io.roost.logging..",
                            "io.roost.server..",
                            "io.roost.transport..",
                            "picocli..",
                            "com.fasterxml.jackson.core..",
                            "at.favre.lib.crypto.bcrypt..",
                            SLF4J)),
            Map.entry("overload", List.of("io.roost.metrics..", NETTY, SLF4J)),
            Map.entry("logging", List.of("io.roost.config..", "ch.qos.logback..", SLF4J)),
            Map.entry(
                    "server",
                    List.of(
                            "io.roost.config..",
                            "io.roost.fault..",
                            "io.roost.toxic..",
                            "io.roost.connection..",
                            "io.roost.dashboard..",
                            "io.roost.doctor..",
                            "io.roost.echo..",
                            "io.roost.chat..",
                            "io.roost.inspect..",
                            "io.roost.irc.command..",
                            "io.roost.limits..",
                            "io.roost.logging..",
                            "io.roost.metrics..",
                            "io.roost.overload..",
                            "io.roost.pipeline..",
                            "io.roost.proxy..",
                            "io.roost.talk..",
                            "io.roost.transport..",
                            "io.roost.web..",
                            "io.roost.websocket..",
                            NETTY,
                            SLF4J)),
            Map.entry("web", List.of(NETTY)),
            Map.entry(
                    "websocket",
                    List.of(
                            "io.roost.chat..",
                            "io.roost.config..",
                            "io.roost.connection..",
                            "io.roost.irc.command..",
                            "io.roost.irc.wire..",
                            "io.roost.limits..",
                            "io.roost.metrics..",
                            "io.roost.web..",
                            NETTY)),
            Map.entry(
                    "pipeline",
                    List.of(
                            "io.roost.config..",
                            "io.roost.fault..",
                            "io.roost.connection..",
                            "io.roost.echo..",
                            "io.roost.http..",
                            "io.roost.irc.command..",
                            "io.roost.limits..",
                            "io.roost.metrics..",
                            "io.roost.proxy..",
                            "io.roost.talk..",
                            "io.roost.web..",
                            "io.roost.websocket..",
                            NETTY)),
            Map.entry("irc.wire", List.of("io.netty.buffer..", "io.netty.util..")),
            Map.entry("chat", List.of("io.roost.irc.wire..", "io.netty.buffer..")),
            Map.entry(
                    "irc.command",
                    List.of(
                            "io.roost.chat..",
                            "io.roost.irc.wire..",
                            "io.roost.config..",
                            "io.roost.connection..",
                            "io.roost.limits..",
                            "io.roost.metrics..",
                            "at.favre.lib.crypto.bcrypt..",
                            NETTY,
                            SLF4J)),
            Map.entry(
                    "talk",
                    List.of(
                            "io.roost.chat..",
                            "io.roost.irc.wire..",
                            "io.roost.config..",
                            "io.roost.connection..",
                            "io.roost.metrics..",
                            NETTY)),
            Map.entry(
                    "transport",
                    List.of(
                            "io.roost.config..",
                            "io.roost.inspect..",
                            "io.roost.limits..",
                            "io.roost.metrics..",
                            NETTY,
                            SLF4J)),
            Map.entry(
                    "connection",
                    List.of("io.roost.config..", "io.roost.limits..", "io.roost.metrics..", NETTY, SLF4J)),
            Map.entry("limits", List.of()),
            Map.entry(
                    "proxy",
                    List.of(
                            "io.roost.config..",
                            "io.roost.connection..",
                            "io.roost.limits..",
                            "io.roost.metrics..",
                            NETTY)),
            Map.entry("echo", List.of("io.roost.connection..", "io.roost.metrics..", NETTY)),
            Map.entry("toxic", List.of()),
            Map.entry(
                    "fault",
                    List.of(
                            "io.roost.connection..",
                            "io.roost.metrics..",
                            "io.roost.toxic..",
                            NETTY,
                            "com.fasterxml.jackson.core..",
                            SLF4J)),
            Map.entry("http", List.of("io.roost.connection..", "io.roost.metrics..", NETTY)),
            Map.entry("dashboard", List.of("io.roost.metrics..", NETTY, "com.fasterxml.jackson.core..")),
            Map.entry("metrics", List.of(NETTY, "io.micrometer..", "io.prometheus..", SLF4J)),
            Map.entry("config", List.of("io.roost.toxic..", "com.fasterxml.jackson..", "org.yaml.snakeyaml..")),
            Map.entry("doctor", List.of()),
            Map.entry("inspect", List.of()),
            Map.entry(
                    "load",
                    List.of(
                            "io.roost.doctor..",
                            NETTY,
                            "org.HdrHistogram..",
                            "com.fasterxml.jackson.core..",
                            "com.fasterxml.jackson.databind..")));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cli",
                "server",
                "pipeline",
                "transport",
                "connection",
                "echo",
                "fault",
                "toxic",
                "http",
                "dashboard",
                "chat",
                "irc.wire",
                "irc.command",
                "talk",
                "web",
                "websocket",
                "metrics",
                "limits",
                "proxy",
                "config",
                "doctor",
                "inspect",
                "load",
                "logging",
                "overload"
            })
    void room_whenItLooksOut_thenOnlyAtWhatItsRuleNames(String room) {
        onlySees(room, MAY_SEE.getOrDefault(room, List.of()).toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void reports_whenTheyLookOut_thenAtRecordsHistogramsAndJsonAlone() {
        onlySees(
                        "load.report",
                        "io.roost.load",
                        "org.HdrHistogram..",
                        "com.fasterxml.jackson.core..",
                        "com.fasterxml.jackson.databind..")
                .check(CLASSES);
    }

    @Test
    void rooms_whenCounted_thenEachHasARule() {
        Set<String> rooms = CLASSES.stream().map(Rooms::roomOf).collect(Collectors.toSet());

        assertThat(rooms).isEqualTo(MAY_SEE.keySet());
    }

    @Test
    void root_whenItLooksOut_thenOnlyAtTheCommandLineAndThePreload() {
        classes()
                .that()
                .resideInAPackage("io.roost")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("java..", "org.jspecify.annotations"),
                                MAY_SEE.getOrDefault("", List.of()).stream())
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void rooms_whenTheySeeEachOther_thenWithoutCycles() {
        slices().assignedFrom(new RoomAssignment()).should().beFreeOfCycles().check(CLASSES);
    }

    /** Each room a slice. */
    private static final class RoomAssignment implements SliceAssignment {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            boolean isOurs = type.getPackageName().startsWith("io.roost");
            return isOurs ? SliceIdentifier.of(Rooms.roomOf(type)) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    }

    @Test
    void commandLine_whenImported_thenByTheRootAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.roost", "io.roost.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.roost.cli..")
                .check(CLASSES);
    }

    @Test
    void root_whenImported_thenByNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.roost")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.roost")
                .check(CLASSES);
    }

    /** Netty's package is theirs because of what they extend; they are no room of their own beside Netty. */
    @Test
    void ownNettyClasses_whenTheyLookOut_thenOnlyAtNettyAndPlainJava() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify.annotations", "", NETTY)
                .check(OWN_NETTY_CLASSES);
    }

    @Test
    void ownChannels_whenImported_thenByTransportAlone() {
        importedBy("io.roost.transport..", type -> !type.getSimpleName().equals("EpollReadyList"));
    }

    @Test
    void readyList_whenImported_thenByTheGeneratorAlone() {
        importedBy("io.roost.load..", type -> type.getSimpleName().equals("EpollReadyList"));
    }

    private static void importedBy(String room, Predicate<JavaClass> which) {
        noClasses()
                .that()
                .resideOutsideOfPackage(room)
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are the project's own in Netty's package",
                        type -> OWN_NETTY_CLASSES.contain(type.getName()) && which.test(type)))
                .check(CLASSES);
    }

    @Test
    void generator_whenImported_thenByTheCommandLineAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.roost.load..", "io.roost.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.roost.load..")
                .check(CLASSES);
    }

    @Test
    void chatLoad_whenItLooksOut_thenOnlyAtTheEngine() {
        classes()
                .that()
                .resideInAPackage("io.roost.load.chat")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations",
                        "",
                        NETTY,
                        "org.HdrHistogram..",
                        "io.roost.load",
                        "io.roost.load.chat")
                .check(CLASSES);
    }

    @Test
    void chatLoad_whenImported_thenByTheCommandLineOfLoadAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.roost.load.chat", "io.roost.cli.load")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.roost.load.chat")
                .check(CLASSES);
    }

    @Test
    void jackson_whenItReadsYaml_thenInTheOneClassThatDoes() {
        noClasses()
                .that()
                .resideInAPackage("io.roost.config..")
                .and()
                .doNotHaveSimpleName("YamlSettings")
                .and()
                .doNotHaveFullyQualifiedName("io.roost.config.YamlSettings$1")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "org.yaml.snakeyaml..")
                .check(CLASSES);
    }
}
