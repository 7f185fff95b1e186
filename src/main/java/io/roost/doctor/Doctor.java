package io.roost.doctor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Examines a host's limits. Stateless but for the host it looks at; any thread. */
public final class Doctor {
    private final Host host;

    Doctor(Host host) {
        this.host = host;
    }

    public static Doctor ofThisHost() {
        return new Doctor(Host.local());
    }

    /**
     * Connections that fit into the hard RLIMIT_NOFILE, to which HotSpot raises the soft one at its start
     * (-XX:+MaxFDLimit), beside the files that the server opens for itself; at least 1.
     */
    public int connectionsWithinOpenFiles() {
        long most = mostConnections(new OpenFilesCheck(), Plan.of(1, Role.SERVER));
        return (int) Math.max(1, Math.min(most, Plan.MOST_CONNECTIONS));
    }

    /** Local ports that one source address can use towards one target; 0 if they can't be read. */
    public long localPorts() {
        try {
            return LocalPortsCheck.ports(host);
        } catch (UnreadableException unknown) {
            return 0;
        }
    }

    public Diagnosis examine(Plan plan) {
        List<Finding> findings = new ArrayList<>();
        for (Check check : Checks.all()) {
            findings.add(examine(check, plan));
        }
        findings.sort(Comparator.comparing(Finding::status));
        return new Diagnosis(plan, findings);
    }

    /**
     * What to tell at the start of a server that is configured for more connections than this host lets it hold:
     * one sentence with cause and fix, or empty. Reads only the limits that bound the number: 5 ms in a cold JVM.
     */
    public Optional<String> oneLineFor(long connections) {
        if (connections < 1 || connections > Plan.MOST_CONNECTIONS) {
            return Optional.empty();
        }
        Plan plan = Plan.of(connections, Role.SERVER);
        Bound narrowest = null;
        long most = connections;
        for (Bound bound : Checks.boundsOfAServer()) {
            long bounded = mostConnections(bound, plan);
            if (bounded < most) {
                narrowest = bound;
                most = bounded;
            }
        }
        return narrowest == null ? Optional.empty() : Optional.of(sentence(examine(narrowest, plan), plan, most));
    }

    private static String sentence(Finding finding, Plan plan, long most) {
        return Figures.count(plan.connections()) + " connections are configured, but this host can hold "
                + Figures.count(Math.max(0, most)) + ", limited by " + finding.check() + ": " + finding.symptom()
                + ". Fix: "
                + (finding.fixes().isEmpty() ? "roost doctor" : finding.fixes().get(0));
    }

    private long mostConnections(Bound bound, Plan plan) {
        try {
            return bound.mostConnections(host, plan);
        } catch (UnreadableException unknown) {
            return Long.MAX_VALUE;
        }
    }

    private Finding examine(Check check, Plan plan) {
        try {
            return check.examine(host, plan);
        } catch (UnreadableException unknown) {
            return Finding.unknown(check.name(), unknown.reason());
        }
    }
}
