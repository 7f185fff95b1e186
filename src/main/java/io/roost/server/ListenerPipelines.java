package io.roost.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.roost.config.Behaviour;
import io.roost.config.ListenerNames;
import io.roost.config.ProxyProtocol;
import io.roost.config.RoostConfig;
import io.roost.config.RoostConfig.MissingOrigin;
import io.roost.config.RoostConfig.Over;
import io.roost.config.Service;
import io.roost.connection.Greeting;
import io.roost.connection.Lanes;
import io.roost.connection.RealPeer;
import io.roost.connection.Terms;
import io.roost.fault.ListenerToxics;
import io.roost.pipeline.HttpPipeline;
import io.roost.pipeline.ProxyPipeline;
import io.roost.pipeline.ServiceInitializer;
import io.roost.pipeline.ServicePipeline;
import io.roost.pipeline.ToxicPipeline;
import io.roost.pipeline.WebSocketPipeline;
import io.roost.proxy.ProxyTerms;
import io.roost.web.StaticFiles;
import io.roost.websocket.ClientAddress;
import io.roost.websocket.OriginPolicy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the connections of each listener pass through. */
final class ListenerPipelines {
    private static final StaticFiles CHAT_PAGE = new StaticFiles("/web/chat");

    private final RoostConfig config;
    private final Lanes lanes;
    private final ChatService chat;
    private final RealPeer peers;

    ListenerPipelines(RoostConfig config, Lanes lanes, ChatService chat, RealPeer peers) {
        this.config = config;
        this.lanes = lanes;
        this.chat = chat;
        this.peers = peers;
    }

    ChannelInitializer<Channel> of(RoostConfig.Listener listener, Map<EventLoop, Terms> terms, ListenerToxics toxics) {
        ChannelInitializer<Channel> service = new ToxicPipeline(toxics, ofService(listener, terms, toxics));
        ProxyProtocol.Use proxies = listener.proxyProtocol();
        if (proxies == ProxyProtocol.Use.OFF) {
            return service;
        }
        ProxyTerms proxy = new ProxyTerms(
                proxies == ProxyProtocol.Use.REQUIRED,
                config.proxyProtocol().trusted(),
                service,
                peers,
                RefusalTexts.ofListener(listener));
        return new ProxyPipeline(lanes.terms(ListenerTimes.ofProxyHeader(config)), proxy);
    }

    private ServiceInitializer ofService(
            RoostConfig.Listener listener, Map<EventLoop, Terms> terms, ListenerToxics toxics) {
        Service service = listener.service();
        toxics.takeTerms(List.of(terms));
        if (listener.over() == Over.WEBSOCKET) {
            Map<EventLoop, Terms> ofHandshake = lanes.terms(ListenerTimes.ofHandshake(config));
            toxics.takeTerms(List.of(terms, ofHandshake));
            boolean isChat = service == Service.CHAT;
            return new WebSocketPipeline(
                    ofHandshake,
                    terms,
                    isChat ? chat.ircLanes() : null,
                    new OriginPolicy(
                            config.webSocket().origins(), config.webSocket().missingOrigin() == MissingOrigin.ALLOW),
                    new ClientAddress(config.webSocket().trustedProxies()),
                    peers,
                    isChat ? CHAT_PAGE : null,
                    greeting(listener));
        }
        return switch (service) {
            case CHAT -> chat.ircPipeline(terms);
            case TALK -> chat.talkPipeline(terms);
            case HTTP -> new HttpPipeline(terms);
            default -> new ServicePipeline(service, terms, greeting(listener));
        };
    }

    private @Nullable Greeting greeting(RoostConfig.Listener listener) {
        Behaviour behaviour = listener.behaviour();
        return behaviour.banner().isEmpty() && !behaviour.identify()
                ? null
                : new Greeting(
                        config.server().name(),
                        ListenerNames.service(listener),
                        behaviour.identify(),
                        behaviour.bannerText());
    }
}
