package io.roost.config;

import java.util.ArrayList;
import java.util.List;

/** {@code --set key=value} as settings. */
final class CommandLineSettings {
    private CommandLineSettings() {}

    static List<Setting> read(List<String> assignments, ConfigProblems problems) {
        List<Setting> settings = new ArrayList<>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals <= 0) {
                problems.add("--set", "", assignment, "key=value, such as limits.idle-timeout=90s");
            } else {
                settings.add(new Setting(
                        assignment.substring(0, equals).strip(),
                        assignment.substring(equals + 1).strip(),
                        "--set"));
            }
        }
        return settings;
    }
}
