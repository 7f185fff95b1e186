package io.netty.channel.epoll;

import io.netty.channel.Channel;
import io.netty.channel.unix.NativeInetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An accepted socket and who is at its other end, kept as bytes: an object is made for whoever asks for one. A proxy may say
 * that it is somebody else.
 *
 * <p><b>Threading:</b> whoever has accepted it until it is registered, then its event loop.
 */
public abstract class AddressedChannel extends AbstractEpollChannel {
    /** How {@code accept} encodes a peer: 4 or 16 bytes of address, for IPv6 4 of its scope, then 4 of port. */
    private static final int IPV4_LENGTH = 8;

    private static final int IPV6_LENGTH = 24;

    /** What stands before an address of IPv4 that is written as one of IPv6: RFC 4291, 2.5.5.2. */
    private static final long MAPPED = 0xFFFFL << 32;

    private int peerIpv4;
    private char peerPort;
    private boolean isCounted;
    private byte @Nullable [] peerIpv6;

    AddressedChannel(Channel parent, LinuxSocket socket, byte[] peer, int offset, int length) {
        // Not active for the base class, which would ask the kernel for both addresses.
        super(parent, socket, false);
        ByteBuffer address = ByteBuffer.wrap(peer, offset, length);
        if (length == IPV4_LENGTH) {
            peerIpv4 = address.getInt();
            peerPort = (char) address.getInt();
        } else {
            peerIpv6 = new byte[length];
            address.get(peerIpv6);
        }
    }

    /** A new object each time. */
    @Override
    public InetSocketAddress remoteAddress() {
        byte[] address = peerIpv6 != null
                ? peerIpv6
                : ByteBuffer.allocate(IPV4_LENGTH)
                        .putInt(peerIpv4)
                        .putInt(peerPort)
                        .array();
        return NativeInetAddress.address(address, 0, address.length);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return remoteAddress();
    }

    /** From now on, who the peer is, since a proxy has said so. */
    public final void setPeer(InetSocketAddress peer) {
        ByteBuffer address =
                ByteBuffer.allocate(IPV6_LENGTH).put(peer.getAddress().getAddress());
        boolean isIpv4 = address.position() == Integer.BYTES;
        peerIpv4 = isIpv4 ? address.getInt(0) : 0;
        peerPort = (char) peer.getPort();
        peerIpv6 = isIpv4 ? null : address.putInt(0).putInt(peer.getPort()).array();
    }

    /** The first 64 bits of the peer's address as one of IPv6, and no object made for it. */
    public final long peerHigh() {
        byte[] address = peerIpv6;
        return address == null ? 0 : ByteBuffer.wrap(address).getLong(0);
    }

    /** The last 64 bits. */
    public final long peerLow() {
        byte[] address = peerIpv6;
        return address == null
                ? MAPPED | (peerIpv4 & 0xFFFF_FFFFL)
                : ByteBuffer.wrap(address).getLong(Long.BYTES);
    }

    /** Whether it counts against the limits of its peer's address: whoever counts notes it here, where there is room. */
    public final boolean isCounted() {
        return isCounted;
    }

    /** Notes whether it counts. */
    public final void setCounted(boolean counts) {
        isCounted = counts;
    }
}
