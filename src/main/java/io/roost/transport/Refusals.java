package io.roost.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import io.roost.limits.Excess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What those hear who are turned away at the door of a listener: one send(2), before the channel is registered anywhere, then
 * FIN. What they have said by then is read, as a close with that unread would be a reset, with which some lose the answer; what
 * they say later may still be answered by one. Nobody waits for them: that is what a flood would like.
 *
 * <p><b>Threading:</b> the boss loop of its listening socket.
 */
final class Refusals {
    private static final int SCRATCH_BYTES = 4_096;

    private final Function<Excess, byte[]> textOf;

    /** Of those that were needed by now. */
    private final Map<Excess, ByteBuf> texts = new EnumMap<>(Excess.class);

    private @Nullable ByteBuf scratch;

    /** {@code textOf} gives the bytes; where it gives none, the connection is reset. */
    Refusals(Function<Excess, byte[]> textOf) {
        this.textOf = textOf;
    }

    /** Its memory goes with the listener, as any object does: nobody need release it. */
    private static ByteBuf direct(int bytes) {
        return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes)).clear();
    }

    /** Says why; the caller closes. */
    void tell(Channel channel, Excess excess) {
        ByteBuf text = texts.computeIfAbsent(excess, this::encoded);
        if (!text.isReadable()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            return;
        }
        try {
            tell(channel, text);
        } catch (IOException gone) {
            // Nobody is there to be told.
        }
    }

    private ByteBuf encoded(Excess excess) {
        byte[] text = textOf.apply(excess);
        return direct(text.length).writeBytes(text);
    }

    private ByteBuf scratch() {
        ByteBuf made = scratch;
        if (made == null) {
            made = direct(SCRATCH_BYTES).writerIndex(SCRATCH_BYTES);
            scratch = made;
        }
        return made;
    }

    private void tell(Channel channel, ByteBuf text) throws IOException {
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            var unused = socket.sendAddress(text.memoryAddress(), 0, text.writerIndex());
            var unusedToo = socket.recvAddress(scratch().memoryAddress(), 0, SCRATCH_BYTES);
        } else if (channel instanceof NioListener.Accepted accepted) {
            accepted.sendAtOnce(text.nioBuffer());
            accepted.discardInput(scratch().nioBuffer(0, SCRATCH_BYTES));
        }
    }
}
