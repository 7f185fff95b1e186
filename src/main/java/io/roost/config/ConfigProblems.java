package io.roost.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that a person mends it all in one go. */
final class ConfigProblems {
    private final List<ConfigProblem> problems = new ArrayList<>();

    void add(String origin, String key, String value, String expected) {
        problems.add(new ConfigProblem(origin, key, Secrets.inProblem(origin, key, value), expected));
    }

    void add(Setting setting, String expected) {
        add(setting.origin(), setting.path(), setting.value(), expected);
    }

    void throwIfAny() throws ConfigException {
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
    }
}
