package io.roost.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Shows what the kernel holds for a process's epoll instances: the record that proves a trigger mode.
 *
 * <p>The kernel keeps an instance locked while it writes its interest list: an event loop that wakes meanwhile
 * waits until the list is read.
 */
public final class EpollInspector {
    private static final Path PROC = Path.of("/proc");

    private final ProcessDirectory process;

    private EpollInspector(Path directory) {
        this.process = new ProcessDirectory(directory);
    }

    public static EpollInspector ofSelf() {
        return new EpollInspector(PROC.resolve("self"));
    }

    /**
     * The event mask with which this socket is registered, from the first epoll instance of the process that has it;
     * empty if none has. Costs one readlink per open descriptor and one read per instance: for start-up, when they are
     * few.
     */
    public OptionalInt maskOf(int socket) throws IOException {
        MaskSearch search = new MaskSearch(socket, process.link(socket));
        BitSet open = process.openDescriptors();
        for (int fd = open.nextSetBit(0); fd >= 0 && !search.found; fd = open.nextSetBit(fd + 1)) {
            if (process.isEpoll(fd)) {
                process.readInterestList(fd, search);
            }
        }
        return search.found ? OptionalInt.of(search.mask) : OptionalInt.empty();
    }

    /** A number alone may be a stale registration of a file since closed here and open elsewhere: the inode decides. */
    private static final class MaskSearch implements FdInfoReader.Sink {
        private final int socket;
        private final @Nullable String link;
        private boolean found;
        private int mask;

        MaskSearch(int socket, @Nullable String link) {
            this.socket = socket;
            this.link = link;
        }

        @Override
        public void registration(int target, int events, long inode, int device) {
            if (target == socket && !found && (inode == 0 || ("socket:[" + inode + "]").equals(link))) {
                found = true;
                mask = events;
            }
        }
    }
}
