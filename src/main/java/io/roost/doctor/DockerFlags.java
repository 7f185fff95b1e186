package io.roost.doctor;

/** {@code docker run} flags, and the same for compose. */
final class DockerFlags {
    /** %s for numbers too: %d would follow the locale. */
    private static final String TEMPLATE = """
            # For %s connections. Without --ulimit, Docker Engine 29 and newer give a container 524,288 files.
            # fs.nr_open, fs.file-max and, with the host's network, all net.* are the host's to set:
            # roost doctor --print-fix sysctl. If you limit memory, not below -m %sm: the sockets count.

            # With the host's network: no proxy process and no NAT entry for each connection.
            docker run --network host --ulimit nofile=%s:%s --pids-limit -1 roost

            # With a network of its own, which has its own queues:
            docker run -p 7007:7007 -p 6667:6667 --ulimit nofile=%s:%s --pids-limit -1 \\
              --sysctl net.core.somaxconn=%s --sysctl net.ipv4.tcp_max_syn_backlog=%s%s roost

            # The first as a compose.yaml:
            services:
              roost:
                image: roost
                network_mode: host
                pids_limit: -1
                ulimits:
                  nofile: {soft: %s, hard: %s}
            """;

    private DockerFlags() {}

    static String text(Plan plan) {
        long n = plan.connections();
        long files = Sizing.openFiles(n);
        long memory = Sizing.memoryMebibytes(plan);
        return TEMPLATE.formatted(
                Figures.count(n),
                memory,
                files,
                files,
                files,
                files,
                Sizing.backlog(n),
                Sizing.backlog(n),
                plan.role().dials() ? " \\\n  --sysctl net.ipv4.ip_local_port_range=\"1024 65535\"" : "",
                files,
                files);
    }
}
