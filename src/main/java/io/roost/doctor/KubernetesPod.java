package io.roost.doctor;

/** What a pod can ask for, and what only its node can give. */
final class KubernetesPod {
    /** %s for numbers too: %d would follow the locale. */
    private static final String TEMPLATE = """
            # For %s connections.
            #
            # Open files have no field in a pod: they come from the node's container runtime. Set there
            #   containerd: /etc/systemd/system/containerd.service.d/limits.conf
            #               [Service]
            #               LimitNOFILE=%s
            #   CRI-O:      /etc/crio/crio.conf.d/99-roost.conf
            #               [crio.runtime]
            #               default_ulimits = ["nofile=%s:%s"]
            # and fs.nr_open, fs.file-max and nf_conntrack_max on the node: roost doctor --print-fix sysctl.
            # kube-proxy sets nf_conntrack_max itself: --conntrack-max-per-core, --conntrack-min=%s.
            #
            # Two of these sysctls count as unsafe, so the node's kubelet must allow them:
            #   --allowed-unsafe-sysctls=net.core.somaxconn,net.ipv4.tcp_max_syn_backlog
            # A pod with hostNetwork: true has the node's instead and may not set any.
            apiVersion: v1
            kind: Pod
            metadata:
              name: roost
            spec:
              securityContext:
                sysctls:
                  - {name: net.core.somaxconn, value: "%s"}
                  - {name: net.ipv4.tcp_max_syn_backlog, value: "%s"}
            %s  containers:
                - name: roost
                  image: roost
                  securityContext:
                    allowPrivilegeEscalation: false
                    runAsNonRoot: true
                    capabilities: {drop: [ALL]}
                  resources:
                    requests: {memory: %sMi}
                    limits: {memory: %sMi}   # the kernel's socket memory counts
            """;

    private KubernetesPod() {}

    static String text(Plan plan) {
        long n = plan.connections();
        long files = Sizing.openFiles(n);
        return TEMPLATE.formatted(
                Figures.count(n),
                files,
                files,
                files,
                Sizing.trackedConnections(n),
                Sizing.backlog(n),
                Sizing.backlog(n),
                plan.role().dials() ? "      - {name: net.ipv4.ip_local_port_range, value: \"1024 65535\"}\n" : "",
                Sizing.memoryMebibytes(plan),
                Sizing.memoryMebibytes(plan));
    }
}
