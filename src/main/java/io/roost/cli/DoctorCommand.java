package io.roost.cli;

import io.roost.doctor.Diagnosis;
import io.roost.doctor.Doctor;
import io.roost.doctor.Plan;
import io.roost.doctor.Prescription;
import io.roost.doctor.Role;
import io.roost.doctor.Status;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code roost doctor}: how many connections this host can hold, what limits it, and how to raise that. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Shows how many connections this host can hold and which limits are too low.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every limit that can be seen is high enough",
            "1:warnings",
            "2:wrong arguments",
            "4:a limit is too low for the target"
        })
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--target",
            paramLabel = "N",
            defaultValue = "1000000",
            converter = ConnectionCount.class,
            description = "Connections to hold, such as 1000000, 500k or 1m (default: ${DEFAULT-VALUE}).")
    private long target;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            defaultValue = "server",
            description = "What this host is: server, generator or both (default: ${DEFAULT-VALUE}).")
    private Role role = Role.SERVER;

    @ArgGroup
    private @Nullable Form form;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    private static final class Form {
        @Option(names = "--json", description = "Print the findings as JSON.")
        private boolean json;

        @Option(
                names = "--print-fix",
                paramLabel = "FOR",
                description = "Print what to install for the target instead: sysctl, systemd, docker or k8s.")
        private @Nullable Prescription prescription;
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Plan plan = Plan.of(target, role);
        if (form != null && form.prescription != null) {
            out.print(form.prescription.text(plan));
            out.flush();
            return ExitCode.OK;
        }
        Diagnosis diagnosis = Doctor.ofThisHost().examine(plan);
        if (form != null && form.json) {
            DoctorJson.print(diagnosis, out);
        } else {
            out.print(new DoctorTable(Terminal.ofStandardOutput()).text(diagnosis));
        }
        out.flush();
        return exitCode(diagnosis.worst());
    }

    static int exitCode(Status worst) {
        return switch (worst) {
            case FAIL -> ExitCode.LIMIT;
            case WARN -> ExitCode.INTERNAL;
            case UNKNOWN, OK, SKIPPED -> ExitCode.OK;
        };
    }
}
