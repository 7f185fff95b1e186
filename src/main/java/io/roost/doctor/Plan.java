package io.roost.doctor;

/**
 * What the host is to hold.
 *
 * @param connections the target
 * @param kernelBytesPerEnd slab memory of one idle socket end: TCP sock, inode, file, dentry, epitem
 * @param jvmBytesPerEnd resident JVM memory of one idle connection
 */
public record Plan(long connections, Role role, int kernelBytesPerEnd, int jvmBytesPerEnd) {
    public static final long MOST_CONNECTIONS = 1_000_000_000;

    /** Slab growth per end of 15,000 idle loopback connections, Linux 6.18 on x86-64. */
    public static final int KERNEL_BYTES_PER_END = 4_400;

    /** The budget of an idle echo connection at 1,000,000. */
    public static final int JVM_BYTES_PER_END = 1_200;

    public Plan {
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections: " + connections + " (expected: 1-" + MOST_CONNECTIONS + ")");
        }
    }

    public static Plan of(long connections, Role role) {
        return new Plan(connections, role, KERNEL_BYTES_PER_END, JVM_BYTES_PER_END);
    }

    /** Kernel and JVM memory of one connection, over all the ends that this host has. */
    long bytesPerConnection() {
        return (long) role.ends() * (kernelBytesPerEnd + jvmBytesPerEnd);
    }

    /** Socket ends on this host at the target. */
    long ends() {
        return connections * role.ends();
    }
}
