package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.SocketUtils;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A listening socket of the JDK's, whose connections can be told who their peer really is. As any channel. */
final class NioListener extends NioServerSocketChannel {
    NioListener(SelectorProvider selectors, InternetProtocolFamily family) {
        super(selectors, family);
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        SocketChannel socket = SocketUtils.accept(javaChannel());
        if (socket == null) {
            return 0;
        }
        accepted.add(new Accepted(this, socket));
        return 1;
    }

    /** One of its connections. */
    static final class Accepted extends NioSocketChannel {
        private @Nullable InetSocketAddress peer;
        private boolean isCounted;

        Accepted(Channel parent, SocketChannel socket) {
            super(parent, socket);
        }

        @Override
        public InetSocketAddress remoteAddress() {
            return peer != null ? peer : super.remoteAddress();
        }

        void setPeer(InetSocketAddress real) {
            peer = real;
        }

        boolean isCounted() {
            return isCounted;
        }

        void setCounted(boolean counts) {
            isCounted = counts;
        }

        /** Past the pipeline, as before the channel is registered. */
        void sendAtOnce(ByteBuffer data) throws IOException {
            javaChannel().write(data);
        }

        /** What the peer has sent by now, thrown away: see {@link Refusals}. */
        void discardInput(ByteBuffer scratch) throws IOException {
            javaChannel().read(scratch);
        }
    }
}
