package io.roost.config;

import java.util.List;

/** The keys of what is spoilt on purpose. */
final class FaultKeys {
    static final ConfigKey<Integer> FAULT_SEED = new ConfigKey<>(
            "fault.seed",
            ValueTypes.integerOr("random", 0, 0, Integer.MAX_VALUE),
            0,
            "What chance in toxics (toxicity, jitter, sizes of slices) is drawn from: with the same number, and clients that"
                    + " come in the same order, a run is spoilt alike. random: another one each time; the log has it.");

    static final List<ConfigKey<?>> ALL = List.of(FAULT_SEED);

    private FaultKeys() {}

    /** Of the listener whose keys begin with {@code prefix}. */
    static Behaviour behaviour(ConfigValues values, String prefix, Service service, ConfigProblems problems) {
        Behaviour behaviour = new Behaviour(
                values.get(ListenerKeys.LISTENER_BANNER, prefix + "banner", ""),
                values.get(ListenerKeys.LISTENER_IDENTIFY, prefix + "identify", false),
                values.toxics(prefix + "toxics"));
        if (service != Service.ECHO && !behaviour.banner().isEmpty()) {
            problems.add("listeners", prefix + "banner", behaviour.banner(), "off, since only echo has one");
        }
        if (service != Service.ECHO && behaviour.identify()) {
            problems.add("listeners", prefix + "identify", "true", "false, since only echo does");
        }
        return behaviour;
    }
}
