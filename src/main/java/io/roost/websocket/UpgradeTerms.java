package io.roost.websocket;

import io.roost.web.StaticFiles;
import org.jspecify.annotations.Nullable;

/**
 * What the connections of one listener share until they are WebSockets. Unchanging.
 *
 * @param origins whose pages may come
 * @param addresses where they are
 * @param pages what a browser gets that asks for a page; null: none
 * @param hasSubprotocols whether those of IRCv3 are agreed to
 */
public record UpgradeTerms(
        Switchover switchover,
        OriginPolicy origins,
        ClientAddress addresses,
        @Nullable StaticFiles pages,
        boolean hasSubprotocols) {}
