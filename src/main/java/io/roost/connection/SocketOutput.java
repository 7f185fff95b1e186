package io.roost.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/** What is sent and what waits to be. Event loop only. */
final class SocketOutput {
    private SocketOutput() {}

    /** A send(2) past Netty's write queue, for channels that have a descriptor; how many bytes the socket took. */
    static int send(Channel channel, ByteBuf data, int from, int to) throws IOException {
        return ((Socket) ((UnixChannel) channel).fd()).sendAddress(data.memoryAddress(), from, to);
    }

    /** What waits is counted by its bytes, so a few bytes must not hold a large buffer while they wait. */
    static ByteBuf fitted(ByteBuf data, ByteBufAllocator buffers) {
        if (data.capacity() <= 2 * data.readableBytes()) {
            return data;
        }
        ByteBuf copy = buffers.directBuffer(data.readableBytes()).writeBytes(data);
        data.release();
        return copy;
    }

    static int unsentBytes(ChannelOutboundBuffer output) {
        return (int) Math.min(Integer.MAX_VALUE, output.totalPendingWriteBytes() - output.currentProgress());
    }
}
