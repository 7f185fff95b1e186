package io.roost.irc.command;

import io.roost.chat.ChatWorld;
import io.roost.config.RoostConfig;
import java.util.List;
import java.util.Map;

/** What all sessions of a server share. Unchanging but for the world; any thread. */
public final class IrcServer {
    private final RoostConfig.Server names;
    private final RoostConfig.Chat limits;
    private final ChatWorld world;
    private final String version;
    private final List<String> motd;
    private final Map<String, String> operators;
    private final List<String[]> isupport;
    private final PasswordCheck passwords = new PasswordCheck();
    private final long startMillis = System.currentTimeMillis();

    /** The server that this configuration describes, with the lines of its message of the day. */
    public IrcServer(RoostConfig config, ChatWorld world, String version, List<String> motd) {
        this.names = config.server();
        this.limits = config.chat();
        this.world = world;
        this.version = version;
        this.motd = List.copyOf(motd);
        this.isupport = Isupport.lines(names, limits);
        this.operators = config.chat().operators();
        world.monitors().tellBy(new Watched(names.name()));
    }

    String name() {
        return names.name();
    }

    String network() {
        return names.network();
    }

    String description() {
        return names.description();
    }

    RoostConfig.Chat limits() {
        return limits;
    }

    ChatWorld world() {
        return world;
    }

    String version() {
        return "roost-" + version;
    }

    List<String> motd() {
        return motd;
    }

    /** The tokens of each line of 005. */
    List<String[]> isupport() {
        return isupport;
    }

    PasswordCheck passwords() {
        return passwords;
    }

    /** Hashes of passwords by names. */
    Map<String, String> operators() {
        return operators;
    }

    long startMillis() {
        return startMillis;
    }
}
