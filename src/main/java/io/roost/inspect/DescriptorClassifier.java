package io.roost.inspect;

import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a registered descriptor is. A socket is found by its inode in the socket tables; only what is not found
 * there costs a readlink, since a million of them would take seconds. So a socket that is closed here, but open
 * elsewhere, while its number was taken again, counts as the socket that it is.
 */
final class DescriptorClassifier {
    private static final int UNKNOWN_DEVICE = -1;

    private final ProcessDirectory process;
    private final SocketTable sockets;
    private final BitSet open;

    /** The file system of sockets, learnt from the first one: elsewhere an equal inode is another file. */
    private int socketDevice = UNKNOWN_DEVICE;

    /** @param open the descriptors that were open before; one that is not among them is looked at again */
    DescriptorClassifier(ProcessDirectory process, SocketTable sockets, BitSet open) {
        this.process = process;
        this.sockets = sockets;
        this.open = open;
    }

    DescriptorKind kindOf(int descriptor, long inode, int device) throws IOException {
        if (device == socketDevice && open.get(descriptor)) {
            DescriptorKind kind = sockets.kindOf(inode);
            if (kind != null) {
                return kind;
            }
        }
        return kindByLink(process.link(descriptor), inode, device);
    }

    String listenAddressOf(long inode) {
        String address = sockets.listenAddressOf(inode);
        return address == null ? "unknown" : address;
    }

    private DescriptorKind kindByLink(@Nullable String link, long inode, int device) {
        if (link == null) {
            return DescriptorKind.CLOSED;
        }
        DescriptorKind kind = DescriptorKind.ofLink(link);
        if (kind != DescriptorKind.OTHER_SOCKET && kind != DescriptorKind.PIPE) {
            return kind;
        }
        long linked = ProcessDirectory.inodeIn(link);
        if (inode != 0 && linked != inode) {
            return DescriptorKind.CLOSED;
        }
        if (kind == DescriptorKind.PIPE) {
            return kind;
        }
        socketDevice = inode == 0 ? UNKNOWN_DEVICE : device;
        DescriptorKind socket = sockets.kindOf(linked);
        return socket == null ? kind : socket;
    }
}
