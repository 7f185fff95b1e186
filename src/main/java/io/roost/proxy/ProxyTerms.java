package io.roost.proxy;

import io.netty.channel.ChannelHandler;
import io.roost.config.AddressBlock;
import io.roost.connection.RealPeer;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * What the connections of one listener share until it is known for whom they come. Unchanging.
 *
 * @param isRequired whether nobody is served without a header
 * @param trusted from whom a header is taken
 * @param next sharable; puts the stations of the service into a channel
 * @param peers who is told
 * @param refusals what is said to those who are turned away
 */
public record ProxyTerms(
        boolean isRequired, List<AddressBlock> trusted, ChannelHandler next, RealPeer peers, RefusalText refusals) {
    boolean trusts(InetSocketAddress peer) {
        return trusted.stream().anyMatch(block -> block.contains(peer.getAddress()));
    }
}
