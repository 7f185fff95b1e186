package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.roost.chat.ChatLane;
import io.roost.chat.ChatWorld;
import io.roost.chat.Limits;
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
import io.roost.metrics.LoopCounter;
import io.roost.metrics.LoopCounters;
import io.roost.pipeline.WebSocketPipeline;
import io.roost.websocket.ClientAddress;
import io.roost.websocket.OriginPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What dials a WebSocket listener: whatever it says and however that is cut, it is answered by HTTP, and behind a handshake by
 * whole frames, or told that it has the wrong port; nothing is a fault of the server's. The first byte says whether the service
 * is chat, and the second how the stream is cut.
 */
public final class UpgradeTarget {
    private static final RoostConfig CONFIG = config();
    private static final String HEAD_END = "\r\n\r\n";

    private UpgradeTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        LoopCounters counters = new LoopCounters("test");
        EmbeddedChannel channel = dialled(counters, (input[0] & 1) == 1);
        int pieceBytes = 1 + (input[1] & 0xFF) * 4;
        for (int from = 2; from < input.length && channel.isOpen(); from += pieceBytes) {
            channel.writeInbound(Unpooled.copiedBuffer(input, from, Math.min(pieceBytes, input.length - from)));
        }
        channel.runPendingTasks();
        byte[] output = output(channel);
        channel.finishAndReleaseAll();

        check(output);
        assertThat(counters.get(LoopCounter.FAULTS)).isZero();
        assertThat(counters.get(LoopCounter.CLOSED_ERROR)).isZero();
    }

    private static EmbeddedChannel dialled(LoopCounters counters, boolean isChat) {
        EmbeddedChannel channel = new EmbeddedChannel();
        Lane lane = new Lane(channel.eventLoop(), counters, Duration.ofSeconds(1), System::nanoTime, false);
        ChatWorld world = new ChatWorld(1, new Limits(32, 64, 390, 100));
        ChatLane chat = new ChatLane(0, lane.turn()::wake, lane.faults()::note);
        IrcLane irc = new IrcLane(
                new IrcServer(CONFIG, world, "1", List.of(), report -> {}),
                lane,
                chat,
                new SendQueue(1 << 20, 1 << 20, lane, List.of(lane)),
                Pace.any(lane));
        lane.turn().gatherBy(irc::endTurn);
        Map<EventLoop, Terms> terms = Map.of(channel.eventLoop(), lane.terms(Times.of(Duration.ZERO, Duration.ZERO)));
        channel.pipeline()
                .addLast(new WebSocketPipeline(
                        terms,
                        terms,
                        isChat ? Map.of(channel.eventLoop(), irc) : null,
                        new OriginPolicy(Set.of(), true),
                        new ClientAddress(List.of()),
                        (client, peer) -> null,
                        null,
                        null));
        return channel;
    }

    private static byte[] output(EmbeddedChannel channel) {
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            all.writeBytes(out);
            out.release();
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    private static void check(byte[] output) {
        String text = new String(output, StandardCharsets.ISO_8859_1);
        if (text.isEmpty() || text.startsWith("ERROR :")) {
            return;
        }
        assertThat(text).startsWith("HTTP/1.1 ").contains(HEAD_END);
        int handshake = text.indexOf("HTTP/1.1 101 ");
        if (handshake < 0) {
            return;
        }
        int end = text.indexOf(HEAD_END, handshake);
        assertThat(end).isPositive();
        int at = end + HEAD_END.length();
        while (at < output.length) {
            at = frame(Unpooled.wrappedBuffer(output), at);
        }
        assertThat(at).as("whole frames").isEqualTo(output.length);
    }

    /** Where the frame that begins at {@code at} ends: RFC 6455 § 5.2. */
    private static int frame(ByteBuf bytes, int at) {
        int first = bytes.getUnsignedByte(at);
        int length = bytes.getUnsignedByte(at + 1);
        assertThat(first & 0x70).as("reserved bits").isZero();
        assertThat(first & 0xF).as("opcode").isIn(0, 1, 2, 8, 9, 10);
        assertThat(length).as("a server does not mask").isLessThan(128);
        return switch (length) {
            case 126 -> at + 4 + bytes.getUnsignedShort(at + 2);
            case 127 -> Math.toIntExact(at + 10 + bytes.getLong(at + 2));
            default -> at + 2 + length;
        };
    }

    private static RoostConfig config() {
        try {
            return new ConfigLoader().load();
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }
}
