package io.roost.irc.command;

import io.roost.chat.ChatLane;
import io.roost.connection.Lane;
import io.roost.connection.SendQueue;
import io.roost.irc.wire.IrcParser;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of one lane share: a session holds one reference instead of these.
 *
 * <p><b>Threading:</b> event loop only, but for the constructor.
 */
public final class IrcLane {
    private static final int HOSTS = 256;

    private final IrcServer server;
    private final ChatLane chat;
    private final SendQueue sendQueue;
    private final Listings listings;
    private final IrcParser parser = new IrcParser();

    /** The addresses of those who came last: many come from one, and then share its text. */
    private final @Nullable String[] hosts = new String[HOSTS];

    /** The sessions of {@code lane}, which has this number among {@code lanes}. */
    public IrcLane(IrcServer server, Lane lane, int number, List<Lane> lanes) {
        this.server = server;
        this.chat = new ChatLane(number, lane.turn()::wake, lane.faults()::note);
        this.sendQueue =
                new SendQueue(server.limits().sendQueue(), server.limits().sendQueues(), lane, lanes);
        this.listings = new Listings(lane.turn());
        lane.turn().gatherBy(this::endTurn);
    }

    private void endTurn() {
        listings.step();
        chat.endTurn();
    }

    IrcServer server() {
        return server;
    }

    ChatLane chat() {
        return chat;
    }

    SendQueue sendQueue() {
        return sendQueue;
    }

    Listings listings() {
        return listings;
    }

    IrcParser parser() {
        return parser;
    }

    /** The peer's address as a word that may stand in a line. */
    String hostOf(@Nullable SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress address)) {
            return "localhost";
        }
        InetAddress ip = address.getAddress();
        int slot = ip.hashCode() & (HOSTS - 1);
        String text = ip.getHostAddress();
        int scope = text.indexOf('%');
        String bare = scope < 0 ? text : text.substring(0, scope);
        String word = bare.startsWith(":") ? "0" + bare : bare;
        String known = hosts[slot];
        if (known != null && known.equals(word)) {
            return known;
        }
        hosts[slot] = word;
        return word;
    }
}
