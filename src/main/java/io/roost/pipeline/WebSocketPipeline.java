package io.roost.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.roost.connection.Greeting;
import io.roost.connection.RealPeer;
import io.roost.connection.Terms;
import io.roost.irc.command.IrcLane;
import io.roost.web.StaticFiles;
import io.roost.websocket.ClientAddress;
import io.roost.websocket.OriginPolicy;
import io.roost.websocket.Switchover;
import io.roost.websocket.UpgradeConnection;
import io.roost.websocket.UpgradeTerms;
import io.roost.websocket.WebSocketEcho;
import io.roost.websocket.WebSocketSession;
import java.net.SocketAddress;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * epoll → upgrade; after the first bytes epoll → HTTP codec → upgrade; after the handshake epoll → the
 * service, which reads and writes frames itself and is the connection too. Nothing of HTTP remains.
 */
public final class WebSocketPipeline extends ServiceInitializer implements Switchover {
    private static final int MOST_LINE_BYTES = 4_096;
    private static final int MOST_HEADER_BYTES = 8_192;

    private final Map<EventLoop, Terms> handshakeTerms;
    private final Map<EventLoop, Terms> serviceTerms;
    private final @Nullable Map<EventLoop, IrcLane> chatLanes;
    private final UpgradeTerms upgrade;
    private final @Nullable Greeting greeting;

    /**
     * The maps must know every worker loop and no longer change.
     *
     * @param handshakeTerms until the upgrade is done
     * @param serviceTerms from then on
     * @param chatLanes null: echo
     * @param peers is told of those who come through a trusted proxy
     * @param pages what browsers get; null: nothing
     * @param greeting what an echo begins with; null: nothing
     */
    public WebSocketPipeline(
            Map<EventLoop, Terms> handshakeTerms,
            Map<EventLoop, Terms> serviceTerms,
            @Nullable Map<EventLoop, IrcLane> chatLanes,
            OriginPolicy origins,
            ClientAddress addresses,
            RealPeer peers,
            @Nullable StaticFiles pages,
            @Nullable Greeting greeting) {
        this.greeting = greeting;
        this.handshakeTerms = handshakeTerms;
        this.serviceTerms = serviceTerms;
        this.chatLanes = chatLanes;
        this.upgrade = new UpgradeTerms(this, origins, addresses, peers, pages, chatLanes != null);
    }

    @Override
    protected void initChannel(Channel channel) {
        channel.pipeline().addLast(Stations.UPGRADE, new UpgradeConnection(of(handshakeTerms, channel), upgrade));
    }

    @Override
    public void speakHttp(Channel channel) {
        HttpDecoderConfig limits =
                new HttpDecoderConfig().setMaxInitialLineLength(MOST_LINE_BYTES).setMaxHeaderSize(MOST_HEADER_BYTES);
        channel.pipeline().addBefore(Stations.UPGRADE, Stations.HTTP_CODEC, new HttpServerCodec(limits));
    }

    @Override
    public void speakWebSocket(Channel channel, boolean isBinary, SocketAddress peer) {
        Terms terms = of(serviceTerms, channel);
        ChannelPipeline pipeline = channel.pipeline();
        if (chatLanes == null) {
            pipeline.addLast(Stations.ECHO, new WebSocketEcho(terms));
            if (greeting != null) {
                // Behind the handshake's answer, past what writes HTTP, before what it has still to hand on is echoed.
                ChannelHandlerContext codec = pipeline.context(Stations.HTTP_CODEC);
                var unused =
                        codec.write(WebSocketEcho.message(codec.alloc(), greeting.to(channel)), codec.voidPromise());
            }
        } else {
            WebSocketSession session = new WebSocketSession(terms, of(chatLanes, channel), isBinary);
            pipeline.addLast(Stations.IRC, session);
            session.begin(peer);
        }
        pipeline.remove(Stations.UPGRADE);
        // Last, since it hands on what came behind the handshake.
        pipeline.remove(Stations.HTTP_CODEC);
    }

    private static <T> T of(Map<EventLoop, T> byLoop, Channel channel) {
        return Objects.requireNonNull(byLoop.get(channel.eventLoop()));
    }
}
