package io.roost.irc.command;

import io.roost.config.RoostConfig;
import java.util.List;

/**
 * What of a server may change while it runs.
 *
 * @param names its own does not change
 * @param isupport the tokens of each line of 005
 */
record IrcSettings(RoostConfig.Server names, RoostConfig.Chat limits, List<String> motd, List<String[]> isupport) {
    static IrcSettings of(RoostConfig.Server names, RoostConfig.Chat limits, List<String> motd) {
        return new IrcSettings(names, limits, List.copyOf(motd), Isupport.lines(names, limits));
    }
}
