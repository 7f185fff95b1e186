package io.roost.talk;

import io.roost.chat.ChatLane;
import io.roost.connection.Lane;
import io.roost.connection.Pace;
import io.roost.connection.PeerHosts;
import io.roost.connection.SendQueue;
import io.roost.metrics.LoopCounters;

/**
 * What the talk sessions of one lane share: a session holds one reference instead of these.
 *
 * <p><b>Threading:</b> event loop only, but for the constructor.
 */
public final class TalkLane {
    private final TalkServer server;
    private final Lane lane;
    private final ChatLane chat;
    private final SendQueue sendQueue;
    private final Pace pace;
    private final Typed typed = new Typed();

    /** Sessions of one loop's {@code lane}, which is {@code chat} to the channels. */
    public TalkLane(TalkServer server, Lane lane, ChatLane chat, SendQueue sendQueue, Pace pace) {
        this.server = server;
        this.lane = lane;
        this.chat = chat;
        this.sendQueue = sendQueue;
        this.pace = pace;
    }

    TalkServer server() {
        return server;
    }

    PeerHosts hosts() {
        return lane.hosts();
    }

    LoopCounters counters() {
        return lane.counters();
    }

    ChatLane chat() {
        return chat;
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    Pace pace() {
        return pace;
    }

    Typed typed() {
        return typed;
    }
}
