package io.roost.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static io.roost.rules.Rooms.CLASSES;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.GeneralCodingRules;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.group.ChannelGroup;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What no class of the server does, wherever it lives. */
final class HabitsTest {
    private static final Set<String> CLOSING_METHODS = Set.of("close", "closeForcibly", "disconnect");

    /** Connections end through the first; the others close what is no connection yet, or never was one. */
    private static final Set<String> MAY_CLOSE = Set.of(
            "io.roost.connection.Disconnector",
            "io.roost.dashboard.Watcher",
            "io.roost.metrics.AdminHandler",
            "io.roost.server.ServedListener",
            "io.roost.transport.Acceptor",
            "io.roost.transport.LastCall",
            "io.roost.transport.ListenerBinder",
            "io.roost.transport.TriggerProof");

    @Test
    void channels_whenClosed_thenThroughTheOneDoorOut() {
        noClasses()
                .that(describe("are not one of " + MAY_CLOSE, type -> !MAY_CLOSE.contains(outermost(type))))
                .should()
                .accessTargetWhere(describeAccess("it closes a channel", HabitsTest::closes))
                .check(CLASSES);
    }

    @Test
    void logging_whenWritten_thenNotThroughTheJdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CLASSES);
    }

    @Test
    void standardStreams_whenWritten_thenByTheCommandLineAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.roost.cli..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .orShould()
                .callMethodWhere(describeAccess(
                        "it prints a stack trace",
                        call -> call.getTarget().getName().equals("printStackTrace")
                                && call.getTargetOwner().isAssignableTo(Throwable.class)))
                .check(CLASSES);
    }

    @Test
    void types_whenNamed_thenAfterWhatTheyAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Common)")
                .check(CLASSES);
    }

    private static boolean closes(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return CLOSING_METHODS.contains(access.getTarget().getName())
                && (owner.isAssignableTo(ChannelOutboundInvoker.class)
                        || owner.isAssignableTo(ChannelGroup.class)
                        || owner.isAssignableTo(Channel.Unsafe.class));
    }

    private static String outermost(JavaClass type) {
        return type.getName().replaceAll("\\$.*", "");
    }

    private static DescribedPredicate<JavaClass> describe(
            String description, java.util.function.Predicate<JavaClass> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }

    private static <A extends JavaAccess<?>> DescribedPredicate<A> describeAccess(
            String description, java.util.function.Predicate<A> predicate) {
        return DescribedPredicate.describe(description, predicate);
    }
}
