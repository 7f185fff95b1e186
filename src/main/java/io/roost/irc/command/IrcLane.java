package io.roost.irc.command;

import io.roost.chat.ChatLane;
import io.roost.connection.Lane;
import io.roost.connection.Pace;
import io.roost.connection.PeerHosts;
import io.roost.connection.SendQueue;
import io.roost.irc.wire.IrcParser;
import io.roost.metrics.LoopCounter;

/**
 * What the sessions of one lane share: a session holds one reference instead of these.
 *
 * <p><b>Threading:</b> event loop only, but for the constructor.
 */
public final class IrcLane {
    private final IrcServer server;
    private final Lane lane;
    private final ChatLane chat;
    private final SendQueue sendQueue;
    private final Pace pace;
    private final Listings listings;
    private final IrcParser parser = new IrcParser();

    /** Sessions of one loop's {@code lane}, which is {@code chat} to the channels. */
    public IrcLane(IrcServer server, Lane lane, ChatLane chat, SendQueue sendQueue, Pace pace) {
        this.server = server;
        this.lane = lane;
        this.chat = chat;
        this.sendQueue = sendQueue;
        this.pace = pace;
        this.listings = new Listings(lane.turn());
    }

    /** What is done at the end of each turn of the loop, before what is gathered is sent. */
    public void endTurn() {
        listings.step();
        chat.endTurn();
    }

    /** A line came: it is counted, and what was said before it comes first. */
    void beginLine() {
        lane.counters().increment(LoopCounter.CHAT_LINES_IN);
        chat.drain();
    }

    /** An operator's password was wrong, or tried too often. */
    void countWrongPassword() {
        lane.counters().increment(LoopCounter.OPER_FAILURES);
    }

    IrcServer server() {
        return server;
    }

    ChatLane chat() {
        return chat;
    }

    /** Takes over what the server's settings say now. */
    public void settingsChanged() {
        sendQueue.limit(server.limits().sendQueue(), server.limits().sendQueues());
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    Pace pace() {
        return pace;
    }

    Listings listings() {
        return listings;
    }

    PeerHosts hosts() {
        return lane.hosts();
    }

    IrcParser parser() {
        return parser;
    }
}
