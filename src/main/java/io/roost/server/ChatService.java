package io.roost.server;

import io.netty.channel.EventLoop;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Limits;
import io.roost.config.RoostConfig;
import io.roost.connection.Lane;
import io.roost.connection.Lanes;
import io.roost.connection.Pace;
import io.roost.connection.SendQueue;
import io.roost.connection.Terms;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcServer;
import io.roost.irc.command.Rehash;
import io.roost.limits.CommandRate;
import io.roost.limits.Networks;
import io.roost.metrics.ChatFigures;
import io.roost.metrics.LoopCounter;
import io.roost.pipeline.IrcPipeline;
import io.roost.pipeline.TalkPipeline;
import io.roost.talk.TalkLane;
import io.roost.talk.TalkServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chat of a server: one world, and a lane of it for each worker loop, whatever is spoken there. */
final class ChatService {
    private static final Logger log = LoggerFactory.getLogger(ChatService.class);

    private final Map<EventLoop, IrcLane> irc = new HashMap<>();
    private final Map<EventLoop, TalkLane> talk = new HashMap<>();

    private final Map<EventLoop, Pace> paces = new HashMap<>();

    /** When the clock of the clients' budgets began. */
    private final long startNanos = System.nanoTime();

    private final ChatWorld world;
    private final IrcServer ircServer;
    private final TalkServer talkServer;

    ChatService(RoostConfig config, Lanes lanes, Rehash rehash) {
        List<Lane> all = lanes.all();
        RoostConfig.Chat chat = config.chat();
        world = new ChatWorld(all.size(), limits(chat));
        List<String> motd = motd(chat.motd());
        Networks exempt = Doors.networks(config.limits().exempt());
        ircServer = new IrcServer(config, world, version(), motd, rehash);
        talkServer = new TalkServer(config, world, motd);
        for (int i = 0; i < all.size(); i++) {
            Lane lane = all.get(i);
            ChatLane chatLane = new ChatLane(i, lane.turn()::wake, lane.faults()::note);
            chatLane.countBy(lines -> lane.counters().add(LoopCounter.CHAT_LINES_OUT, lines));
            SendQueue sendQueue = new SendQueue(chat.sendQueue(), chat.sendQueues(), lane, all);
            Pace pace = new Pace(lane, rate(chat), chat.receiveQueue(), exempt);
            paces.put(lane.loop(), pace);
            IrcLane ircLane = new IrcLane(ircServer, lane, chatLane, sendQueue, pace);
            lane.turn().gatherBy(ircLane::endTurn);
            irc.put(lane.loop(), ircLane);
            talk.put(lane.loop(), new TalkLane(talkServer, lane, chatLane, sendQueue, pace));
        }
    }

    /** Before all are sent away. Any thread. */
    void end() {
        world.end();
    }

    /** Any thread. */
    void reload(RoostConfig next) {
        List<String> motd = motd(next.chat().motd());
        world.setLimits(limits(next.chat()));
        ircServer.reload(next, motd);
        talkServer.reload(next, motd);
        irc.forEach((loop, lane) -> loop.execute(lane::settingsChanged));
        CommandRate rate = rate(next.chat());
        paces.forEach(
                (loop, pace) -> loop.execute(() -> pace.limit(rate, next.chat().receiveQueue())));
    }

    IrcPipeline ircPipeline(Map<EventLoop, Terms> terms) {
        return new IrcPipeline(terms, irc);
    }

    Map<EventLoop, IrcLane> ircLanes() {
        return irc;
    }

    TalkPipeline talkPipeline(Map<EventLoop, Terms> terms) {
        return new TalkPipeline(terms, talk);
    }

    /** How large it is now. */
    ChatFigures figures() {
        return new ChatFigures(world.census()::users, world.directory()::size);
    }

    private CommandRate rate(RoostConfig.Chat chat) {
        return new CommandRate(
                chat.commandRate().count(), chat.commandRate().per().toNanos(), () -> System.nanoTime() - startNanos);
    }

    private static Limits limits(RoostConfig.Chat chat) {
        return new Limits(chat.nickLength(), chat.channelLength(), chat.topicLength(), chat.channelsPerUser());
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
