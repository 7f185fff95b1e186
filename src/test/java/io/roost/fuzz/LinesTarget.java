package io.roost.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.roost.irc.wire.IrcMessage;
import io.roost.irc.wire.IrcParser;
import io.roost.irc.wire.LineSink;
import io.roost.irc.wire.LineSplitter;
import io.roost.irc.wire.WireLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * The splitter and the parser: the same lines and messages come out however the stream is cut, and each message keeps
 * to its limits. The first byte says how the stream is cut.
 */
public final class LinesTarget {
    private static final ByteBufAllocator BUFFERS = UnpooledByteBufAllocator.DEFAULT;

    private LinesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        ByteBuf stream = Unpooled.wrappedBuffer(input, 1, input.length - 1);
        List<String> whole = messages(stream, stream.readableBytes());
        List<String> cut = messages(stream, 1 + (input[0] & 0xFF));

        assertThat(cut).isEqualTo(whole);
    }

    private static List<String> messages(ByteBuf stream, int pieceBytes) {
        Messages messages = new Messages();
        LineSplitter rest = null;
        for (int from = 0; from < stream.readableBytes(); from += pieceBytes) {
            ByteBuf piece = stream.slice(from, Math.min(pieceBytes, stream.readableBytes() - from));
            rest = LineSplitter.split(rest, piece, BUFFERS, messages);
        }
        if (rest != null) {
            rest.release();
        }
        return messages.seen;
    }

    private static final class Messages implements LineSink {
        private final IrcParser parser = new IrcParser();
        private final List<String> seen = new ArrayList<>();

        @Override
        public boolean line(ByteBuf bytes, int from, int to) {
            assertThat(to - from).isBetween(1, WireLimits.LINE);
            IrcMessage message = parser.parse(bytes, from, to);
            if (message == null) {
                seen.add(parser.isTooLong() ? "too long " + parser.label() : "nothing");
            } else {
                check(message);
                seen.add(message.toString());
            }
            return true;
        }

        @Override
        public void rest(ByteBuf bytes, int from, int to) {
            throw new AssertionError("all lines were taken");
        }

        @Override
        public boolean tooLong() {
            seen.add("longer than any line");
            return true;
        }

        private static void check(IrcMessage message) {
            assertThat(message.command()).isNotEmpty().doesNotContain(" ").isEqualTo(capitals(message.command()));
            assertThat(message.count()).isLessThanOrEqualTo(WireLimits.PARAMETERS);
            for (int i = 0; i < message.count(); i++) {
                assertThat(message.get(i)).doesNotContainPattern("[\\r\\n\\x00]");
                if (i < message.count() - 1) {
                    assertThat(message.get(i)).isNotEmpty().doesNotContain(" ").doesNotStartWith(":");
                }
            }
        }

        private static String capitals(String command) {
            StringBuilder capitals = new StringBuilder(command);
            for (int i = 0; i < capitals.length(); i++) {
                char c = capitals.charAt(i);
                if (c >= 'a' && c <= 'z') {
                    capitals.setCharAt(i, (char) (c - 'a' + 'A'));
                }
            }
            return capitals.toString();
        }
    }
}
