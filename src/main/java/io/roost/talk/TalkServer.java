package io.roost.talk;

import io.roost.chat.ChatWorld;
import io.roost.config.RoostConfig;
import java.util.List;

/** What all talk sessions of a server share. Unchanging but for the world; any thread. */
public final class TalkServer {
    /** Where everybody begins. */
    static final String LOBBY = "#lobby";

    private final RoostConfig config;
    private final ChatWorld world;
    private final List<String> motd;

    /** The server that this configuration describes, with the lines of its message of the day. */
    public TalkServer(RoostConfig config, ChatWorld world, List<String> motd) {
        this.config = config;
        this.world = world;
        this.motd = List.copyOf(motd);
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
