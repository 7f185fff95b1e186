package io.roost.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Environment variables as settings. A variable that starts as a section of ours does but names no key
 * is a typing error; anything else that begins with {@code ROOST_} belongs to somebody else, as the
 * variables that Kubernetes sets for a service called "roost".
 */
final class EnvironmentSettings {
    private static final Pattern LISTENER = Pattern.compile("ROOST_LISTENERS_(\\d{1,4})_([A-Z_]+)");
    private static final Pattern KUBERNETES = Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT.*|PORT|PORT_\\d+_.*)");

    private EnvironmentSettings() {}

    static List<Setting> read(Map<String, String> environment, ConfigProblems problems) {
        Map<String, String> pathByName =
                ConfigKeys.ALL.stream().collect(Collectors.toMap(ConfigKey::environmentName, ConfigKey::path));
        Set<String> sections = ConfigKeys.ALL.stream()
                .map(key -> ConfigKeys.environmentName(key.path().replaceAll("[.\\[].*", "")))
                .collect(Collectors.toSet());
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (!name.startsWith("ROOST_")) {
                return;
            }
            Matcher listener = LISTENER.matcher(name);
            String generic = listener.matches() ? "ROOST_LISTENERS_N_" + listener.group(2) : name;
            String path = pathByName.get(generic);
            if (path != null) {
                String index = listener.matches() ? listener.group(1) : "";
                settings.add(new Setting(path.replace("[]", "[" + index + "]"), value, name));
            } else if (startsAsSection(name, sections)
                    && !KUBERNETES.matcher(name).matches()) {
                problems.add(name, "", value, "the variable of a key that exists; roost config keys lists them");
            }
        });
        return settings;
    }

    private static boolean startsAsSection(String name, Set<String> sections) {
        return sections.stream().anyMatch(section -> name.equals(section) || name.startsWith(section + "_"));
    }
}
