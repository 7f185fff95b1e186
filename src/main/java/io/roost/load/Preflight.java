package io.roost.load;

import io.roost.doctor.Diagnosis;
import io.roost.doctor.Doctor;
import io.roost.doctor.Finding;
import io.roost.doctor.Plan;
import io.roost.doctor.Role;
import io.roost.doctor.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether this host's limits allow a plan, before its first connection. The doctor's checks, but for the source ports, of which the plan
 * says more than a host can know.
 *
 * @param summary one line on what there is
 * @param problems what does not fit, each with its fix; empty if all fits
 */
public record Preflight(String summary, List<String> problems) {
    /** Slab memory of one idle socket end, registered with one epoll instance, Linux 6.x on x86-64. */
    private static final int KERNEL_BYTES_PER_END = 3_840;

    /** A row of {@link Slots}, its socket object, and its part of the table of descriptors. */
    private static final int OWN_BYTES = 120;

    private static final int SERVER_BYTES = 1_200;
    private static final String PORTS_CHECK = "local ports";

    public Preflight {
        problems = List.copyOf(problems);
    }

    /** Examines this host for a plan; takes some ten milliseconds. */
    public static Preflight of(LoadPlan plan) {
        boolean isLocal =
                plan.targets().stream().allMatch(target -> target.getAddress().isLoopbackAddress());
        // The server's end of a loopback connection takes from the same memory; the plan counts the mean of both ends.
        Plan limits = new Plan(
                plan.connections(),
                isLocal ? Role.BOTH : Role.GENERATOR,
                KERNEL_BYTES_PER_END,
                isLocal ? (SERVER_BYTES + OWN_BYTES) / 2 : OWN_BYTES);
        Diagnosis diagnosis = Doctor.ofThisHost().examine(limits);
        List<String> problems = new ArrayList<>();
        for (Finding finding : diagnosis.findings()) {
            if (finding.status() == Status.FAIL && !finding.check().equals(PORTS_CHECK)) {
                problems.add(text(finding));
            }
        }
        long heapBytes = Runtime.getRuntime().maxMemory();
        long heapNeed = (long) plan.connections() * (OWN_BYTES + 16L * (plan.depth() - 1));
        if (heapNeed > heapBytes) {
            problems.add(String.format(
                    Locale.ROOT,
                    "heap: %,d MiB, need %,d MiB. Fix: java -Xmx%dm",
                    heapBytes >> 20,
                    heapNeed >> 20,
                    (heapNeed >> 20) * 5 / 4));
        }
        return new Preflight(ports(plan, problems), problems);
    }

    /** Of the port range, what one source address can use towards one target. */
    public static int portsPerAddress() {
        return (int) Math.max(1, Doctor.ofThisHost().localPorts());
    }

    /**
     * Dials a target once, plainly, so that a run against nothing ends before it begins.
     *
     * @throws java.io.IOException as connect(2) says it
     */
    public static void probe(InetSocketAddress target, int timeoutMs) throws java.io.IOException {
        try (Socket socket = new Socket()) {
            socket.setSoLinger(true, 0);
            socket.connect(target, timeoutMs);
        }
    }

    private static String ports(LoadPlan plan, List<String> problems) {
        int perAddress = portsPerAddress();
        List<InetAddress> sources = plan.sources();
        int addresses = Math.max(1, sources.size());
        long ways = (long) addresses * perAddress * plan.targets().size();
        String summary = String.format(
                Locale.ROOT,
                "%,d source address%s x %,d ports x %,d target%s = %,d ways",
                addresses,
                addresses == 1 ? "" : "es",
                perAddress,
                plan.targets().size(),
                plan.targets().size() == 1 ? "" : "s",
                ways);
        if (ways < plan.connections()) {
            problems.add(String.format(
                    Locale.ROOT,
                    "source ports: %s, need %,d. Fix: %,d addresses for --source-ip, or sysctl -w"
                            + " net.ipv4.ip_local_port_range=\"1024 65535\"; more are refused with EADDRNOTAVAIL",
                    summary,
                    plan.connections(),
                    (plan.connections() + (long) perAddress * plan.targets().size() - 1)
                            / ((long) perAddress * plan.targets().size())));
        }
        return summary;
    }

    private static String text(Finding finding) {
        return finding.check() + ": " + finding.current()
                + (finding.need().isEmpty() ? "" : ", need " + finding.need())
                + (finding.fixes().isEmpty() ? "" : ". Fix: " + finding.fixes().get(0))
                + (finding.symptom().isEmpty() ? "" : "; else " + finding.symptom());
    }
}
