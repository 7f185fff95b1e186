package io.roost.config;

import io.roost.config.RoostConfig.Over;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What listeners are called: after what they serve, and where that is not unique with a number. */
public final class ListenerNames {
    private ListenerNames() {}

    /** In the order of the listeners. */
    public static List<String> of(List<RoostConfig.Listener> listeners) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (RoostConfig.Listener listener : listeners) {
            String name = service(listener);
            for (int number = 2; !taken.add(name); number++) {
                name = service(listener) + "-" + number;
            }
            names.add(name);
        }
        return List.copyOf(names);
    }

    /** As the start screen has it. */
    public static String service(RoostConfig.Listener listener) {
        String service = listener.service().text();
        return listener.over() == Over.TCP ? service : listener.service() == Service.CHAT ? "web" : "web" + service;
    }
}
