package io.roost.doctor;

/** The largest send and receive queues that the kernel grows a socket to: tcp_rmem and tcp_wmem, tcp(7). */
final class SocketBuffersCheck implements Check {
    @Override
    public String name() {
        return "socket buffers";
    }

    @Override
    public Finding examine(Host host, Plan plan) throws UnreadableException {
        long receiveBytes = host.numbers("/proc/sys/net/ipv4/tcp_rmem", 3)[2];
        long sendBytes = host.numbers("/proc/sys/net/ipv4/tcp_wmem", 3)[2];
        return Finding.ok(
                name(),
                "up to " + Figures.bytes(receiveBytes + sendBytes) + " each",
                "idle ones hold none; slow readers fill them");
    }
}
