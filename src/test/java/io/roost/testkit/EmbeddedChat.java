package io.roost.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Limits;
import io.roost.chat.User;
import io.roost.config.ConfigException;
import io.roost.config.ConfigLoader;
import io.roost.config.RoostConfig;
import io.roost.connection.Lane;
import io.roost.connection.Pace;
import io.roost.connection.SendQueue;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.irc.command.IrcLane;
import io.roost.irc.command.IrcServer;
import io.roost.irc.command.IrcSession;
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.talk.TalkLane;
import io.roost.talk.TalkServer;
import io.roost.talk.TalkSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/**
 * A chat without sockets or threads of its own: sessions of one lane, in which every byte that goes out is judged, and
 * every fault and warning is a failure. Limits are small, so that they are met.
 */
public final class EmbeddedChat implements AutoCloseable {
    private static final long ANSWER_WITHIN_NANOS = 20_000_000_000L;

    /** Of the longest answer that does not depend on the length of what is asked. */
    private static final int ANSWER_CHARS = 8_192;

    /** Where each byte has an answer of its own, such as the commas of a list of channels that do not exist. */
    private static final long CHARS_PER_BYTE = 100;

    private final LoopCounters counters = new LoopCounters("test");
    private final EmbeddedChannel loop = new EmbeddedChannel();
    private final ChatWorld world = new ChatWorld(1, new Limits(20, 32, 100, 4));
    private final ListAppender<ILoggingEvent> warnings = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final List<Peer> peers = new ArrayList<>();
    private final Terms terms;
    private final IrcLane irc;
    private final TalkLane talk;

    public EmbeddedChat() {
        Lane lane = new Lane(loop.eventLoop(), counters, Duration.ofSeconds(1), System::nanoTime, false);
        RoostConfig config = config();
        ChatLane chat = new ChatLane(0, lane.turn()::wake, lane.faults()::note);
        SendQueue sendQueue = new SendQueue(1 << 20, 1 << 22, lane, List.of(lane));
        irc = new IrcLane(
                new IrcServer(config, world, "1", List.of("first line", ""), report -> {}),
                lane,
                chat,
                sendQueue,
                Pace.any(lane));
        talk = new TalkLane(new TalkServer(config, world, List.of()), lane, chat, sendQueue, Pace.any(lane));
        lane.turn().gatherBy(irc::endTurn);
        terms = lane.terms(Times.of(Duration.ZERO, Duration.ZERO));
        warnings.start();
        root.addAppender(warnings);
    }

    private static RoostConfig config() {
        try {
            return new ConfigLoader()
                    .assignments(List.of(
                            "chat.nick-length=20",
                            "chat.channel-length=32",
                            "chat.topic-length=100",
                            "chat.channels-per-user=4",
                            "chat.list-size=5"))
                    .load();
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    public ChatWorld world() {
        return world;
    }

    /** One that has said nothing yet. */
    public Peer irc() {
        return new Peer(new IrcSession(terms, irc), true);
    }

    /** One that is registered, with these capabilities. */
    public Peer irc(String nick, String capabilities) {
        Peer peer = irc();
        if (!capabilities.isEmpty()) {
            peer.send("CAP REQ :" + capabilities);
        }
        peer.send("NICK " + nick, "USER " + nick + " 0 * :" + nick, "CAP END");
        peer.output();
        return peer;
    }

    /** One at a bare nc that has said its name. */
    public Peer talk(String name) {
        Peer peer = new Peer(new TalkSession(terms, talk), false);
        peer.send(name);
        peer.output();
        return peer;
    }

    /** Makes an operator of the server, without a password. */
    public void promote(String nick) {
        User user = Objects.requireNonNull(world.nicknames().find(nick));
        user.set(User.OPERATOR, true);
        world.census().changed(User.OPERATOR, true);
    }

    /** All that is to be done is done. */
    private void turn() {
        for (int i = 0; i < 2; i++) {
            peers.forEach(peer -> peer.channel.runPendingTasks());
            loop.runPendingTasks();
        }
    }

    /** All go; then nobody may be left anywhere, and nothing may have been logged. */
    @Override
    public void close() {
        turn();
        peers.forEach(peer -> {
            peer.output();
            peer.channel.finishAndReleaseAll();
        });
        turn();
        peers.forEach(peer -> peer.channel.releaseOutbound());
        loop.finishAndReleaseAll();
        root.detachAppender(warnings);
        assertThat(warnings.list.stream()
                        .filter(event -> event.getLevel().isGreaterOrEqual(Level.WARN))
                        .map(EmbeddedChat::text))
                .isEmpty();
        assertThat(counters.get(LoopCounter.FAULTS)).isZero();
        assertThat(world.census().users()).isZero();
        assertThat(world.census().unknown()).isZero();
        assertThat(world.census().operators()).isZero();
        assertThat(world.census().invisible()).isZero();
        assertThat(world.nicknames().all()).isEmpty();
        assertThat(world.directory().size()).isZero();
    }

    private static String text(ILoggingEvent event) {
        var thrown = event.getThrowableProxy();
        return event.getFormattedMessage()
                + (thrown == null ? "" : ch.qos.logback.classic.spi.ThrowableProxyUtil.asString(thrown));
    }

    /** One end. */
    public final class Peer {
        private final EmbeddedChannel channel;
        private final boolean isIrc;
        private int pings;

        private Peer(ChannelHandler session, boolean isIrc) {
            this.channel = new EmbeddedChannel(session);
            this.isIrc = isIrc;
            peers.add(this);
            turn();
        }

        public Peer send(String... lines) {
            for (String line : lines) {
                send((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
            return this;
        }

        /** Does nothing once the server has closed. */
        public Peer send(byte[] bytes) {
            if (channel.isOpen()) {
                channel.writeInbound(Unpooled.copiedBuffer(bytes));
            }
            turn();
            return this;
        }

        /** Sends, and has what comes out bounded by what went in: a line must not have a flood for an answer. */
        public void exchange(byte[] bytes) {
            output();
            send(bytes);
            long lines = 1;
            for (byte one : bytes) {
                lines += one == '\r' || one == '\n' ? 1 : 0;
            }
            assertThat(output().length()).isLessThan((int) (lines * ANSWER_CHARS + bytes.length * CHARS_PER_BYTE));
        }

        public boolean isOpen() {
            return channel.isOpen();
        }

        /** What has come out since the last time; each line of it is as a line must be. */
        public String output() {
            turn();
            ByteBuf all = Unpooled.buffer();
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                all.writeBytes(out);
                out.release();
            }
            byte[] bytes = new byte[all.readableBytes()];
            all.readBytes(bytes);
            return isIrc ? WireForm.checkedIrc(bytes) : WireForm.checkedTalk(bytes);
        }

        /** Whether a PING, or what talk has instead, is answered behind all else; what came before is dropped. */
        public void assertAnswers() {
            if (!isOpen()) {
                return;
            }
            output();
            String token = "t" + ++pings;
            String answer = isIrc ? " PONG roost.local :" + token + "\r\n" : "There is no /" + token + ";";
            send(isIrc ? "\r\nPING " + token : "\r\n/" + token);
            String out = output();
            long giveUpNanos = System.nanoTime() + ANSWER_WITHIN_NANOS;
            // A password may be under comparison on another thread.
            while (!out.contains(answer) && isOpen() && System.nanoTime() < giveUpNanos) {
                LockSupport.parkNanos(1_000_000);
                out += output();
            }
            if (isOpen()) {
                assertThat(out).contains(answer);
            }
        }
    }
}
