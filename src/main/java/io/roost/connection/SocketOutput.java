package io.roost.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What is sent and what waits to be. Event loop only. */
final class SocketOutput {
    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int FIN_WAIT_1 = 4;

    private SocketOutput() {}

    /** A send(2) past Netty's write queue, for channels that have a descriptor; how many bytes the socket took. */
    static int send(Channel channel, ByteBuf data, int from, int to) throws IOException {
        return ((Socket) ((UnixChannel) channel).fd()).sendAddress(data.memoryAddress(), from, to);
    }

    /** A FIN behind all that was sent. Netty's own way makes an exception with a trace each time. */
    static void end(DuplexChannel channel) throws IOException {
        if (channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket) {
            socket.shutdown(false, true);
        } else {
            var unused = channel.shutdownOutput();
        }
    }

    /** Whether the peer's kernel has acknowledged the FIN that was sent, as far as that can be known (tcp(7), TCP_INFO). */
    static boolean isEndKnown(DuplexChannel channel) {
        if (!(channel instanceof UnixChannel unix && unix.fd() instanceof Socket socket)) {
            return true;
        }
        ByteBuffer state = ByteBuffer.allocate(Long.BYTES);
        try {
            socket.getRawOpt(IPPROTO_TCP, TCP_INFO, state);
            return state.get(0) != FIN_WAIT_1;
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends what the socket takes, which is then read; whether that was all. */
    static boolean sentAll(Channel channel, ByteBuf data) throws IOException {
        data.skipBytes(send(channel, data, data.readerIndex(), data.writerIndex()));
        return !data.isReadable();
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
