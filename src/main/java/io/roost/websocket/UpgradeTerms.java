package io.roost.websocket;

import io.roost.connection.RealPeer;
import io.roost.web.StaticFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one listener share until they are WebSockets. Unchanging.
 *
 * @param origins whose pages may come
 * @param addresses where they are
 * @param peers is told of those who come through a trusted proxy
 * @param pages what a browser gets that asks for a page; null: none
 * @param hasSubprotocols whether those of IRCv3 are agreed to
 */
public record UpgradeTerms(
        Switchover switchover,
        OriginPolicy origins,
        ClientAddress addresses,
        RealPeer peers,
        @Nullable StaticFiles pages,
        boolean hasSubprotocols) {}
