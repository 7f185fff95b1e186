package io.roost.inspect;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalInt;
import java.util.function.ObjLongConsumer;

/**
 * Shows what the kernel holds for a process's epoll instances: the record that proves a trigger mode.
 *
 * <p>The kernel keeps an instance locked while it writes its interest list; an event loop that wakes meanwhile waits.
 */
public final class EpollInspector {
    private static final Path PROC = Path.of("/proc");

    private final ProcessDirectory process;

    /** The process number, or "self". */
    private final String name;

    private EpollInspector(Path proc, String name) {
        this.process = new ProcessDirectory(proc.resolve(name));
        this.name = name;
    }

    public static EpollInspector of(long pid) {
        return in(PROC, pid);
    }

    public static EpollInspector ofSelf() {
        return new EpollInspector(PROC, "self");
    }

    /** Under another root than {@code /proc}. */
    static EpollInspector in(Path proc, long pid) {
        return new EpollInspector(proc, Long.toString(pid));
    }

    public EpollReport inspect() throws ProcessUnreadableException {
        return inspect((stage, count) -> {});
    }

    /** @param progress told what is being counted and how far, every few thousand entries */
    public EpollReport inspect(ObjLongConsumer<String> progress) throws ProcessUnreadableException {
        if (!process.exists()) {
            throw new ProcessUnreadableException("There is no process " + name + ".");
        }
        try {
            if (process.isZombie()) {
                throw unreadable("has ended and waits for its parent to collect it.");
            }
            EpollReport report = scan(progress);
            if (process.isZombie()) {
                throw unreadable("ended while it was being read.");
            }
            return report;
        } catch (ProcessUnreadableException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private EpollReport scan(ObjLongConsumer<String> progress) throws IOException {
        EpollScan scan = new EpollScan(process, progress);
        return new EpollReport(
                process.pid(), process.command(), scan.openFiles(), process.openFilesLimit(), scan.instances());
    }

    private ProcessUnreadableException unreadable(IOException e) {
        String why = "could not be read: " + e.getMessage();
        if (e instanceof AccessDeniedException) {
            why = "may not be read by this user: run this as its owner or as root.";
        } else if (!process.exists()) {
            why = "ended while it was being read.";
        }
        ProcessUnreadableException unreadable = unreadable(why);
        unreadable.initCause(e);
        return unreadable;
    }

    private ProcessUnreadableException unreadable(String why) {
        return new ProcessUnreadableException("Process " + name + " " + why);
    }

    /**
     * The event mask with which this socket is registered, from the first epoll instance of the process that has it;
     * empty if none has. Costs one readlink per open descriptor and one read per instance: for start-up, when they are
     * few.
     */
    public OptionalInt maskOf(int socket) throws IOException {
        String link = process.link(socket);
        if (link == null || !link.startsWith("socket:")) {
            return OptionalInt.empty();
        }
        MaskSearch search = new MaskSearch(socket, ProcessDirectory.inodeIn(link));
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
        private final long socketInode;
        private boolean found;
        private int mask;

        MaskSearch(int socket, long socketInode) {
            this.socket = socket;
            this.socketInode = socketInode;
        }

        @Override
        public void registration(int target, int events, long inode, int device) {
            if (target == socket && !found && (inode == 0 || inode == socketInode)) {
                found = true;
                mask = events;
            }
        }
    }
}
