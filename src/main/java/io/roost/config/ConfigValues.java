package io.roost.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of all sources, the last one winning, read through the table of keys. */
final class ConfigValues {
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

    private final Map<String, Setting> byPath = new LinkedHashMap<>();
    private final ConfigProblems problems;

    ConfigValues(List<Setting> settings, ConfigProblems problems) {
        this.problems = problems;
        settings.forEach(setting -> byPath.put(setting.path(), setting));
    }

    /** Reports every setting whose key is not in the table. */
    void reportUnknownKeys() {
        for (Setting setting : byPath.values()) {
            String generic = INDEX.matcher(setting.path()).replaceAll("[]");
            if (setting.path().equals("listeners") && setting.value().equals("[]")) {
                problems.add(setting, "at least one listener");
            } else if (ConfigKeys.ALL.stream().noneMatch(key -> key.path().equals(generic))) {
                problems.add(setting, whatElse(generic));
            }
        }
    }

    boolean has(String path) {
        return byPath.containsKey(path);
    }

    <T> T get(ConfigKey<T> key) {
        return get(key, key.path(), key.defaultValue());
    }

    <T> T get(ConfigKey<T> key, String path, T otherwise) {
        Setting setting = byPath.get(path);
        if (setting == null) {
            return otherwise;
        }
        try {
            return key.type().parse(setting.value());
        } catch (BadValueException e) {
            problems.add(setting, e.expected());
            return otherwise;
        }
    }

    /** Where a key was set, for a problem that only shows when values meet; the default has no source. */
    Setting settingOf(ConfigKey<?> key) {
        return byPath.getOrDefault(key.path(), new Setting(key.path(), key.defaultText(), "default"));
    }

    /** How many listeners are set, at whatever source; reports a gap in their numbers. */
    int listenerCount() {
        TreeSet<Integer> indexes = new TreeSet<>();
        for (String path : byPath.keySet()) {
            Matcher index = INDEX.matcher(path);
            if (path.startsWith("listeners[") && index.find() && index.group(1).length() < 6) {
                indexes.add(Integer.valueOf(index.group(1)));
            }
        }
        if (!indexes.isEmpty() && indexes.last() >= indexes.size()) {
            problems.add(
                    "listeners", "listeners[" + indexes.last() + "]", "", "listeners numbered from 0 without a gap");
            return 0;
        }
        return indexes.size();
    }

    private static String whatElse(String path) {
        List<String> inside = new ArrayList<>();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            if (key.path().startsWith(path + ".") || key.path().startsWith(path + "[")) {
                inside.add(key.path());
            }
        }
        if (!inside.isEmpty()) {
            return "a section, such as " + inside.get(0) + " with a value";
        }
        Optional<String> nearest = ConfigKeys.ALL.stream()
                .map(ConfigKey::path)
                .min(Comparator.comparingInt(known -> EditDistance.between(known, path)))
                .filter(known -> EditDistance.between(known, path) <= 3 + path.length() / 4);
        return "a key that exists"
                + nearest.map(known -> "; did you mean " + known + "?").orElse("") + "; roost config keys lists them";
    }
}
