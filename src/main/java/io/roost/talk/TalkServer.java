package io.roost.talk;

import io.roost.chat.ChatWorld;
import io.roost.config.RoostConfig;
import java.util.List;

/** What all talk sessions of a server share. Any thread. */
public final class TalkServer {
    /** Where everybody begins. */
    static final String LOBBY = "#lobby";

    private final ChatWorld world;
    private volatile RoostConfig config;
    private volatile List<String> motd;

    /** The server that this configuration describes, with the lines of its message of the day. */
    public TalkServer(RoostConfig config, ChatWorld world, List<String> motd) {
        this.config = config;
        this.world = world;
        this.motd = List.copyOf(motd);
    }

    /** From now on another configuration holds. */
    public void reload(RoostConfig next, List<String> lines) {
        config = next;
        motd = List.copyOf(lines);
    }

    String network() {
        return config.server().network();
    }

    /** Empty: none is asked for. */
    String password() {
        return config.chat().password();
    }

    List<String> motd() {
        return motd;
    }

    ChatWorld world() {
        return world;
    }
}
