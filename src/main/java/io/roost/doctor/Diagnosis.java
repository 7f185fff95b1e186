package io.roost.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The findings for a plan, worst first. */
public record Diagnosis(Plan plan, List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    public Status worst() {
        return findings.isEmpty() ? Status.UNKNOWN : findings.get(0).status();
    }

    public long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }

    /** The most connections that this host can hold now; empty when no bound could be read. */
    public OptionalLong capacity() {
        return findings.stream()
                .map(Finding::mostConnections)
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .min();
    }

    /** The check whose limit is the capacity. */
    public Optional<String> limitedBy() {
        OptionalLong capacity = capacity();
        return findings.stream()
                .filter(finding -> finding.mostConnections().isPresent() && capacity.equals(finding.mostConnections()))
                .map(Finding::check)
                .findFirst();
    }

    /** "This host can hold 19,944 connections now, limited by open files". */
    public String headline() {
        OptionalLong capacity = capacity();
        if (capacity.isEmpty()) {
            return "How many connections this host can hold is unknown: none of its limits can be read";
        }
        String verb = plan.role() == Role.GENERATOR ? "open" : "hold";
        return "This host can " + verb + " " + Figures.plural(capacity.getAsLong(), "connection", "connections")
                + " now, limited by " + limitedBy().orElse("nothing");
    }
}
