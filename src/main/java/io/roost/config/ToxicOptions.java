package io.roost.config;

import io.roost.toxic.NamedToxic;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code --toxic [LISTENER/]TOXIC}: what the command line adds to listeners. */
final class ToxicOptions {
    private static final String ORIGIN = "--toxic";

    /** Those that are there to be tested against; others have to be named. */
    private static final Set<Service> TARGETS =
            EnumSet.of(Service.ECHO, Service.DISCARD, Service.CHARGEN, Service.HTTP);

    private ToxicOptions() {}

    /** The listeners, each with what is added to it. */
    static List<RoostConfig.Listener> applied(
            List<String> texts, List<RoostConfig.Listener> listeners, ConfigProblems problems) {
        List<RoostConfig.Listener> result = new ArrayList<>(listeners);
        List<String> names = ListenerNames.of(listeners);
        for (String text : texts) {
            int slash = text.substring(0, (text + ":").indexOf(':')).indexOf('/');
            String name = slash < 0 ? "" : text.substring(0, slash);
            try {
                NamedToxic toxic = ToxicsType.one(text.substring(slash + 1));
                boolean isUsed = false;
                for (int i = 0; i < names.size(); i++) {
                    RoostConfig.Listener listener = result.get(i);
                    if (slash < 0
                            ? TARGETS.contains(listener.service())
                            : names.get(i).equals(name)) {
                        isUsed = true;
                        result.set(i, with(toxic, listener, text, problems));
                    }
                }
                if (!isUsed) {
                    problems.add(ORIGIN, "", text, "LISTENER/TOXIC of a listener: " + String.join(", ", names));
                }
            } catch (BadValueException e) {
                problems.add(ORIGIN, "", text, e.expected());
            }
        }
        return List.copyOf(result);
    }

    private static RoostConfig.Listener with(
            NamedToxic toxic, RoostConfig.Listener listener, String text, ConfigProblems problems) {
        List<NamedToxic> all = new ArrayList<>(listener.behaviour().toxics());
        if (isTaken(toxic.name(), all)) {
            problems.add(ORIGIN, "", text, nameOfItsOwn(toxic));
        }
        all.add(toxic);
        return listener.with(listener.behaviour().with(all));
    }

    static boolean isTaken(String name, List<NamedToxic> toxics) {
        return toxics.stream().anyMatch(toxic -> toxic.name().equals(name));
    }

    static String nameOfItsOwn(NamedToxic toxic) {
        return "a toxic with a name of its own, by name=, since there is a " + toxic.name();
    }
}
