package io.roost.server;

import io.roost.config.ConfigWriter;
import io.roost.config.RoostConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two configurations differ in, by the paths of the keys.
 *
 * @param live what a running server takes over
 * @param later what needs a restart
 */
record ConfigChanges(List<String> live, List<String> later) {
    private static final List<String> LIVE =
            List.of("chat.", "admin.token", "server.network", "server.description", "logging.");

    static ConfigChanges between(RoostConfig before, RoostConfig after) {
        Map<String, String> old = ConfigWriter.values(before);
        Map<String, String> now = ConfigWriter.values(after);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<String> live = new ArrayList<>();
        List<String> later = new ArrayList<>();
        for (String path : paths) {
            if (!String.valueOf(old.get(path)).equals(now.get(path))) {
                (isLive(path) ? live : later).add(path);
            }
        }
        return new ConfigChanges(List.copyOf(live), List.copyOf(later));
    }

    /** Whether a running server takes a change of this key over. */
    private static boolean isLive(String path) {
        return LIVE.stream().anyMatch(path::startsWith);
    }
}
