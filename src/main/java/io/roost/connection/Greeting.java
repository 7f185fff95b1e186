package io.roost.connection;

import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;

/**
 * What a client is told before it has said a word.
 *
 * @param node what the server calls itself
 * @param listener where the client has come to
 * @param identify whether it is told both, and who it is, in a line of its own
 * @param banner what follows, as it is
 */
public record Greeting(String node, String listener, boolean identify, String banner) {
    /** For the client of this channel. */
    public String to(Channel channel) {
        if (!identify) {
            return banner;
        }
        String peer = channel.remoteAddress() instanceof InetSocketAddress address
                ? NetUtil.toSocketAddressString(address)
                : String.valueOf(channel.remoteAddress());
        return "node=" + node + " listener=" + listener + " peer=" + peer + "\n" + banner;
    }
}
