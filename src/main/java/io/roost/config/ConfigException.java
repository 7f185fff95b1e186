package io.roost.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that can't be used; holds all of its problems, not just the first. */
public final class ConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** In the order of the sources, at least one. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
