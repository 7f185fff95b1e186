package io.roost.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.roost.config.RoostConfig;
import io.roost.config.RoostConfig.Over;
import io.roost.config.Service;
import io.roost.connection.Lanes;
import io.roost.connection.Terms;
import io.roost.connection.Times;
import io.roost.pipeline.HttpPipeline;
import io.roost.pipeline.ServicePipeline;
import io.roost.pipeline.WebSocketPipeline;
import io.roost.web.StaticFiles;
import io.roost.websocket.OriginPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** What the connections of each listener pass through. */
final class ListenerPipelines {
    private static final Times NO_TIMES = Times.of(Duration.ZERO, Duration.ZERO);
    private static final Times HANDSHAKE =
            new Times(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(20), Duration.ZERO);
    private static final StaticFiles CHAT_PAGE = new StaticFiles("/web/chat");

    private final Lanes lanes;
    private final ChatService chat;

    ListenerPipelines(Lanes lanes, ChatService chat) {
        this.lanes = lanes;
        this.chat = chat;
    }

    /** Of the time before a connection is what it is to be. */
    static Times handshakeTimes(RoostConfig.Listener listener) {
        return listener.over() == Over.WEBSOCKET ? HANDSHAKE : NO_TIMES;
    }

    ChannelInitializer<Channel> of(RoostConfig.Listener listener, Map<EventLoop, Terms> terms) {
        Service service = listener.service();
        if (listener.over() == Over.WEBSOCKET) {
            boolean isChat = service == Service.CHAT;
            return new WebSocketPipeline(
                    lanes.terms(handshakeTimes(listener)),
                    terms,
                    isChat ? chat.ircLanes() : null,
                    new OriginPolicy(Set.of(), true),
                    isChat ? CHAT_PAGE : null);
        }
        return switch (service) {
            case CHAT -> chat.ircPipeline(terms);
            case TALK -> chat.talkPipeline(terms);
            case HTTP -> new HttpPipeline(terms);
            default -> new ServicePipeline(service, terms);
        };
    }
}
