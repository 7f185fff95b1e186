package io.roost.server;

import io.netty.channel.EventLoop;
import io.roost.chat.ChatWorld;
import io.roost.config.RoostConfig;
import io.roost.connection.Lane;
import io.roost.connection.Lanes;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat of a server: one world, and a lane of it for each worker loop. */
final class ChatService {
    private static final Logger log = LoggerFactory.getLogger(ChatService.class);

    private ChatService() {}

    static Map<EventLoop, IrcLane> start(RoostConfig config, Lanes lanes) {
        List<Lane> all = lanes.all();
        ChatWorld world = new ChatWorld(all.size());
        IrcServer server =
                new IrcServer(config, world, version(), motd(config.chat().motd()));
        Map<EventLoop, IrcLane> byLoop = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            byLoop.put(all.get(i).loop(), new IrcLane(server, all.get(i), i, all));
        }
        return byLoop;
    }

    private static String version() {
        String version = ChatService.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    private static List<String> motd(String file) {
        if (file.isEmpty()) {
            return List.of();
        }
        try {
            return Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            log.warn("no message of the day: {} can't be read: {}", file, e.toString());
            return List.of();
        }
    }
}
