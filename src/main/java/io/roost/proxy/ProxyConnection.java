package io.roost.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.roost.connection.Connection;
import io.roost.connection.DisconnectReason;
import io.roost.connection.HandOver;
import io.roost.connection.RealPeer;
import io.roost.connection.Terms;
import io.roost.limits.Excess;
import io.roost.metrics.LoopCounter;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A connection until it is known for whom it comes: reads the header of the PROXY protocol, has the channel's remote address
 * become the client's, and leaves the channel to its service. Its terms end one that does not come to that in time.
 *
 * <p>Where a header is required, those who may not send one are refused before they say anything. Where it is optional, what
 * begins as one is one: from a peer that is not trusted it is refused; a peer that says nothing until its time is over is
 * served without.
 *
 * <p><b>Threading:</b> event loop only. <b>Ownership:</b> of the bytes of a header that is not whole. <b>Position:</b> the
 * only station; gone once the service's stand behind it.
 */
public final class ProxyConnection extends Connection {
    private static final int BAD_REQUEST = 400;
    private static final int TIMEOUT = 408;

    private final ProxyTerms proxy;
    private @Nullable ByteBuf begun;

    /** A connection under these terms. */
    public ProxyConnection(Terms terms, ProxyTerms proxy) {
        super(terms);
        this.proxy = proxy;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (proxy.isRequired() && !isTrusted()) {
            refuse("This port is for a proxy", DisconnectReason.PROTOCOL);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf data = (ByteBuf) message;
        received(data.readableBytes());
        if (isEnding()) {
            data.release();
            return;
        }
        boolean isOwn = begun != null;
        ByteBuf all = behindBegun(data);
        ProxyHeader header = ProxyHeader.of(all);
        switch (header.kind()) {
            case BEGUN -> begun = isOwn ? all : own(all);
            case WHOLE -> whole(header, all);
            case WRONG -> {
                all.release();
                refuse("The PROXY header is wrong", DisconnectReason.PROTOCOL);
            }
            case NONE -> {
                if (proxy.isRequired()) {
                    all.release();
                    refuse("The PROXY header is missing", DisconnectReason.PROTOCOL);
                } else {
                    handOver(null, all);
                }
            }
        }
    }

    /** What came before, if anything did, with {@code data} behind it. */
    private ByteBuf behindBegun(ByteBuf data) {
        ByteBuf before = begun;
        if (before == null) {
            return data;
        }
        begun = null;
        before.writeBytes(data);
        data.release();
        return before;
    }

    /** In a buffer of its own: the one that was read into is the loop's. Grows to no more than a header and one read. */
    private ByteBuf own(ByteBuf all) {
        ByteBuf kept = context().alloc().directBuffer(all.readableBytes()).writeBytes(all);
        all.release();
        return kept;
    }

    private void whole(ProxyHeader header, ByteBuf all) {
        if (!isTrusted()) {
            all.release();
            refuse("A PROXY header is not taken from you", DisconnectReason.PROTOCOL);
            return;
        }
        all.skipBytes(header.bytes());
        handOver(header.source(), all);
    }

    /** Takes {@code rest} over. */
    private void handOver(@Nullable InetSocketAddress source, @Nullable ByteBuf rest) {
        InetSocketAddress peer = source != null ? source : dialler();
        RealPeer peers = proxy.peers();
        Excess excess = peer == null ? null : peers.becomes(context().channel(), peer);
        if (excess != null) {
            if (rest != null) {
                rest.release();
            }
            tell(excess.status(), excess.retryAfterSeconds(), excess.sentence(), DisconnectReason.LIMIT);
        } else if (rest != null && !rest.isReadable()) {
            rest.release();
            HandOver.to(proxy.next(), this, null);
        } else {
            HandOver.to(proxy.next(), this, rest);
        }
    }

    private void refuse(String sentence, DisconnectReason why) {
        count(LoopCounter.REFUSED_PROXY);
        tell(why == DisconnectReason.ADMISSION_TIMEOUT ? TIMEOUT : BAD_REQUEST, 0, sentence, why);
    }

    private void tell(int status, int retryAfterSeconds, String sentence, DisconnectReason why) {
        byte[] text = proxy.refusals().of(status, retryAfterSeconds, sentence);
        if (text.length > 0) {
            send(context().alloc().directBuffer(text.length).writeBytes(text));
        }
        disconnectWhenSent(why);
    }

    private boolean isTrusted() {
        InetSocketAddress peer = dialler();
        return peer != null && proxy.trusts(peer);
    }

    /** Who has dialled; null in memory, where nobody has. */
    private @Nullable InetSocketAddress dialler() {
        SocketAddress peer = context().channel().remoteAddress();
        return peer instanceof InetSocketAddress address ? address : null;
    }

    /** Whoever may not come is given no time to read on. */
    @Override
    protected boolean lingers() {
        return isTrusted();
    }

    @Override
    protected void notAdmitted() {
        if (proxy.isRequired() || begun != null) {
            refuse("The PROXY header did not come in time", DisconnectReason.ADMISSION_TIMEOUT);
        } else {
            handOver(null, null);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            disconnectWhenSent(DisconnectReason.PEER);
        }
    }

    @Override
    protected void ended() {
        if (begun != null) {
            begun.release();
            begun = null;
        }
    }
}
