package io.roost.doctor;

/** A sysctl.d(5) file with everything that is recommended; what a server does not need is commented out. */
final class SysctlFile {
    /** %s for numbers too: %d would follow the locale. */
    private static final String TEMPLATE = """
            # /etc/sysctl.d/99-roost.conf: the kernel's limits for %s connections.
            # Printed by: roost doctor --print-fix sysctl --target %s --role %s
            # To load it: sysctl --system
            #
            # All that is recommended, whatever the host has now. Delete a line whose value your host exceeds
            # already: systemd 240 and newer, for one, set fs.file-max to the maximum.

            # Open files: of one process (caps LimitNOFILE and ulimit -n), and of all together.
            fs.nr_open = %s
            fs.file-max = %s

            # Many clients that connect at once: the accept queue, the SYN queue, packets that wait for a core.
            net.core.somaxconn = %s
            net.ipv4.tcp_max_syn_backlog = %s
            net.ipv4.tcp_syncookies = 1
            net.core.netdev_max_backlog = 16384

            # Many connections that close at once.
            net.ipv4.tcp_max_orphans = %s
            net.ipv4.tcp_max_tw_buckets = %s

            # One entry a connection, if firewall rules track. The dash: no error while the module is not loaded.
            -net.netfilter.nf_conntrack_max = %s

            # A load generator's. A server needs neither, and so wide a range takes ports from services.
            %snet.ipv4.ip_local_port_range = 1024 65535
            %snet.ipv4.tcp_tw_reuse = 1

            # The default is 4 %% of memory / 184 bytes: too low only on a host of less than %s.
            # fs.epoll.max_user_watches = %s
            """;

    private SysctlFile() {}

    static String text(Plan plan) {
        long n = plan.connections();
        String generator = plan.role().dials() ? "" : "# ";
        return TEMPLATE.formatted(
                Figures.count(n),
                n,
                Figures.lower(plan.role()),
                Sizing.openFilesCeiling(n),
                Sizing.systemFiles(n),
                Sizing.backlog(n),
                Sizing.backlog(n),
                Sizing.closingSockets(n),
                Sizing.closingSockets(n),
                Sizing.trackedConnections(n),
                generator,
                generator,
                Figures.bytes(plan.ends() * 11 / 10 * 184 * 25),
                Sizing.epollWatches(n));
    }
}
