package io.roost.config;

import io.roost.config.RoostConfig.Over;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of keys as people read it: the shipped file, the README's table and the list on the terminal
 * are all written by this, so that none of them can differ from what the loader takes.
 */
public final class ConfigManual {
    private static final int WIDTH = 100;

    private ConfigManual() {}

    /** {@code config/roost.yaml}: every key with its default, under what it means. */
    public static String yaml() {
        StringBuilder yaml = new StringBuilder();
        comment(
                yaml,
                "",
                "Every key of Roost's configuration, with its default. Only what you change need be in your"
                        + " file: roost serve --config FILE");
        comment(
                yaml,
                "",
                "Each key can be overridden: --set limits.idle-timeout=90s, or by a variable,"
                        + " ROOST_LIMITS_IDLE_TIMEOUT=90s.");
        String section = "";
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            String path = key.path().replace("[]", "");
            int dot = path.indexOf('.');
            String ofKey = dot < 0 ? "" : path.substring(0, dot);
            boolean isFirst = !ofKey.equals(section) || dot < 0;
            if (isFirst) {
                section = ofKey;
                yaml.append('\n').append(dot < 0 ? "" : section + ":\n");
            }
            boolean isListed = key.path().startsWith("listeners[]");
            String indent = dot < 0 ? "" : isListed && !isFirst ? "    " : "  ";
            comment(yaml, indent, key.meaning() + " (" + key.type().expected() + ")");
            String entry = path.substring(dot + 1) + ": " + key.defaultText();
            yaml.append(indent)
                    .append(isListed && isFirst ? "- " : "")
                    .append(entry)
                    .append('\n');
            if (key.equals(ListenerKeys.LISTENER_TOXICS)) {
                for (Over over : Over.values()) {
                    yaml.append("  - service: chat\n    bind: ")
                            .append(Service.CHAT.defaultBind(over))
                            .append(over == Over.TCP ? "\n" : "\n    over: websocket\n");
                }
                yaml.append("  # - service: talk\n  #   bind: ")
                        .append(Service.TALK.defaultBind(Over.TCP))
                        .append("\n  # - service: http\n  #   bind: ")
                        .append(Service.HTTP.defaultBind(Over.TCP))
                        .append('\n');
            }
        }
        return yaml.toString();
    }

    /** The README's table. */
    public static String markdown() {
        StringBuilder table = new StringBuilder("| key | default | what it does |\n|---|---|---|\n");
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            table.append("| `")
                    .append(key.path())
                    .append("` | `")
                    .append(key.defaultText())
                    .append("` | ");
            table.append(key.meaning().replace("|", "\\|")).append(" |\n");
        }
        return table.toString();
    }

    /** For a terminal: each key, its default, what it means and takes, and its variable. */
    public static String text() {
        StringBuilder text = new StringBuilder();
        for (ConfigKey<?> key : ConfigKeys.ALL) {
            text.append(key.path()).append(" = ").append(key.defaultText()).append('\n');
            wrapped(key.meaning())
                    .forEach(line -> text.append("    ").append(line).append('\n'));
            text.append("    takes ").append(key.type().expected()).append('\n');
            text.append("    or ").append(key.environmentName()).append('\n');
        }
        return text.toString();
    }

    private static void comment(StringBuilder yaml, String indent, String sentence) {
        wrapped(sentence)
                .forEach(line -> yaml.append(indent).append("# ").append(line).append('\n'));
    }

    private static List<String> wrapped(String sentence) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() + word.length() + 1 > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
