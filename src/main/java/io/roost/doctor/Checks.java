package io.roost.doctor;

import java.util.List;

/** The order in which the host is examined: what bounds the connections first. */
final class Checks {
    private Checks() {}

    static List<Check> all() {
        return List.of(
                new OpenFilesCheck(),
                new OpenFilesCeilingCheck(),
                new SystemFilesCheck(),
                new MemoryCheck(),
                new HeapCheck(),
                new EpollWatchesCheck(),
                new ConntrackCheck(),
                new LocalPortsCheck(),
                new LateBindCheck(),
                new AcceptBacklogCheck(),
                new SynBacklogCheck(),
                new TcpMemoryCheck(),
                new SocketBuffersCheck(),
                new OrphansCheck(),
                new TimeWaitCheck(),
                new TimeWaitRecycleCheck(),
                new ConnectionHashCheck(),
                new NetworkBacklogCheck(),
                new NeighboursCheck(),
                new KeepAliveCheck(),
                new ThreadsCheck(),
                new MemoryMapsCheck(),
                new HugePagesCheck(),
                new NumaCheck(),
                new ClockSourceCheck());
    }

    static List<Bound> boundsOfAServer() {
        return List.of(
                new OpenFilesCheck(),
                new SystemFilesCheck(),
                new MemoryCheck(),
                new HeapCheck(),
                new EpollWatchesCheck(),
                new ConntrackCheck());
    }
}
