package io.roost.inspect;

import io.roost.inspect.EpollReport.Instance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over a process's descriptors and the interest list of each epoll instance among them.
 *
 * <p>A million connections need no readlink each: the instances come first in most processes, and what an interest list
 * shows to be a socket is no instance.
 */
final class EpollScan {
    private static final int REGISTRATIONS_PER_REPORT = 1 << 14;

    private final ProcessDirectory process;
    private final ObjLongConsumer<String> progress;
    private final BitSet open;
    private final BitSet noInstance = new BitSet();
    private @Nullable DescriptorClassifier classifier;

    EpollScan(ProcessDirectory process, ObjLongConsumer<String> progress) throws IOException {
        this.process = process;
        this.progress = progress;
        this.open = process.openDescriptors();
    }

    int openFiles() {
        return open.cardinality();
    }

    List<Instance> instances() throws IOException {
        List<Instance> instances = new ArrayList<>();
        for (int fd = open.nextSetBit(0); fd >= 0; fd = open.nextSetBit(fd + 1)) {
            if (!noInstance.get(fd) && process.isEpoll(fd)) {
                instances.add(read(fd));
            }
        }
        return List.copyOf(instances);
    }

    private Instance read(int epoll) throws IOException {
        DescriptorClassifier kinds = classifier();
        InstanceTally tally = new InstanceTally();
        process.readInterestList(epoll, (target, events, inode, device) -> {
            DescriptorKind kind = kinds.kindOf(target, inode, device);
            tally.add(events, kind);
            noInstance.set(target, kind != DescriptorKind.EPOLL && kind != DescriptorKind.CLOSED);
            if (kind == DescriptorKind.LISTEN) {
                tally.addListening(kinds.listenAddressOf(inode));
            }
            if (tally.registrations() % REGISTRATIONS_PER_REPORT == 0) {
                progress.accept("registrations of epoll " + epoll, tally.registrations());
            }
        });
        return tally.toInstance(epoll);
    }

    /** The socket tables are read for the first instance: a process without one does not need them. */
    private DescriptorClassifier classifier() throws IOException {
        if (classifier == null) {
            SocketTable sockets = new SocketTableReader(process.path().resolve("net"), progress).read();
            classifier = new DescriptorClassifier(process, sockets, open);
        }
        return classifier;
    }
}
