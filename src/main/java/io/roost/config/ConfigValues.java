package io.roost.config;

import io.roost.toxic.NamedToxic;
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
    private static final Pattern INDEX = Pattern.compile("\\[(0|[1-9]\\d{0,4})]");

    /** One of a listener's toxics that are written as a list. */
    private static final Pattern ITEM = Pattern.compile("(listeners\\[\\d+]\\.toxics)\\[\\d+]");

    /** No longer name is a typing error of a key; comparing it would take its time. */
    private static final int MAX_SUGGESTED_CHARS = 64;

    private final Map<String, Setting> byPath = new LinkedHashMap<>();
    private final ConfigProblems problems;

    ConfigValues(List<Setting> settings, ConfigProblems problems) {
        this.problems = problems;
        for (Setting setting : settings) {
            // A list takes the place of a text for the same key, and the reverse.
            String path = setting.path();
            Matcher item = ITEM.matcher(path);
            if (item.matches()) {
                byPath.remove(item.group(1));
            } else if (generic(path).equals(ListenerKeys.LISTENER_TOXICS.path())) {
                byPath.keySet().removeIf(other -> other.startsWith(path + "["));
            }
            byPath.put(path, setting);
        }
    }

    private static String generic(String path) {
        return INDEX.matcher(path).replaceAll("[]");
    }

    /** Reports every setting whose key is not in the table. */
    void reportUnknownKeys() {
        for (Setting setting : byPath.values()) {
            String generic = generic(ITEM.matcher(setting.path()).replaceAll("$1"));
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

    /** The toxics of a listener, each problem of one with where that was written. */
    List<NamedToxic> toxics(String path) {
        List<NamedToxic> toxics = new ArrayList<>();
        for (Setting setting : byPath.values()) {
            boolean isList = setting.path().startsWith(path + "[");
            if (!isList && !setting.path().equals(path)) {
                continue;
            }
            for (String text : isList ? List.of(setting.value()) : ToxicsType.texts(setting.value())) {
                Setting one = new Setting(setting.path(), text, setting.origin());
                try {
                    NamedToxic toxic = ToxicsType.one(text);
                    if (ToxicOptions.isTaken(toxic.name(), toxics)) {
                        problems.add(one, ToxicOptions.nameOfItsOwn(toxic));
                    }
                    toxics.add(toxic);
                } catch (BadValueException e) {
                    problems.add(one, e.expected());
                }
            }
        }
        return List.copyOf(toxics);
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
            if (path.startsWith("listeners[") && index.find()) {
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
                .filter(key -> path.length() <= MAX_SUGGESTED_CHARS)
                .map(ConfigKey::path)
                .min(Comparator.comparingInt(known -> EditDistance.between(known, path)))
                .filter(known -> EditDistance.between(known, path) <= 3 + path.length() / 4);
        return "a key that exists"
                + nearest.map(known -> "; did you mean " + known + "?").orElse("") + "; roost config keys lists them";
    }
}
