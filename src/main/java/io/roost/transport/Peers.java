package io.roost.transport;

import io.netty.channel.Channel;
import io.netty.channel.epoll.AddressedChannel;
import io.roost.limits.Address;
import java.net.InetSocketAddress;

/** Who is at the other end of an accepted channel, of either transport. On the channel's event loop, or before it has one. */
final class Peers {
    private Peers() {}

    static Address addressOf(Channel channel) {
        return channel instanceof AddressedChannel ours
                ? new Address(ours.peerHigh(), ours.peerLow())
                : Address.of(((NioListener.Accepted) channel).remoteAddress().getAddress());
    }

    /** From now on the channel's remote address. */
    static void set(Channel channel, InetSocketAddress peer) {
        if (channel instanceof AddressedChannel ours) {
            ours.setPeer(peer);
        } else {
            ((NioListener.Accepted) channel).setPeer(peer);
        }
    }

    /** Whether it counts against the limits of its address. */
    static boolean isCounted(Channel channel) {
        return channel instanceof AddressedChannel ours
                ? ours.isCounted()
                : ((NioListener.Accepted) channel).isCounted();
    }

    static void setCounted(Channel channel, boolean counts) {
        if (channel instanceof AddressedChannel ours) {
            ours.setCounted(counts);
        } else {
            ((NioListener.Accepted) channel).setCounted(counts);
        }
    }
}
