package io.roost.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.unix.Socket;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;

/** A send(2) past Netty's write queue, for channels that have a descriptor. Event loop only. */
final class DirectWrite {
    private DirectWrite() {}

    /** How many of the bytes the socket took. */
    static int send(Channel channel, ByteBuf data, int from, int to) throws IOException {
        return ((Socket) ((UnixChannel) channel).fd()).sendAddress(data.memoryAddress(), from, to);
    }
}
