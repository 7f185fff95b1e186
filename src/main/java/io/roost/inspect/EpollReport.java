package io.roost.inspect;

import java.util.List;
import java.util.function.Predicate;

/**
 * The epoll instances of a process, at one time or nearly: a process that runs changes while it is read.
 *
 * @param command its arguments, separated by blanks
 * @param openFilesLimit -1 if unlimited
 */
public record EpollReport(long pid, String command, long openFiles, long openFilesLimit, List<Instance> instances) {
    /**
     * One epoll instance.
     *
     * @param masks the most frequent first
     * @param kinds in the order of {@link DescriptorKind}
     * @param listening the addresses of the listening TCP sockets in it
     */
    public record Instance(
            int fd,
            long registrations,
            long edge,
            long oneShot,
            List<MaskCount> masks,
            List<KindCount> kinds,
            List<String> listening) {
        public long level() {
            return registrations - edge;
        }
    }

    /** How many registrations have this event mask. */
    public record MaskCount(int mask, long count) {}

    /** How many registrations are of this kind, and how many of these are edge-triggered. */
    public record KindCount(DescriptorKind kind, long count, long edge) {}

    /** How many there are, and how many of these are edge-triggered. */
    public record Triggered(long total, long edge) {}

    public Triggered registrations() {
        return sum(kind -> true);
    }

    /** TCP sockets with a peer; those that only listen are not among them. */
    public Triggered connections() {
        return sum(DescriptorKind::isConnection);
    }

    /** Listening TCP sockets. */
    public Triggered listeners() {
        return sum(kind -> kind == DescriptorKind.LISTEN);
    }

    public List<String> listening() {
        return instances.stream()
                .flatMap(instance -> instance.listening().stream())
                .distinct()
                .toList();
    }

    private Triggered sum(Predicate<DescriptorKind> wanted) {
        long total = 0;
        long edge = 0;
        for (Instance instance : instances) {
            for (KindCount kind : instance.kinds()) {
                if (wanted.test(kind.kind())) {
                    total += kind.count();
                    edge += kind.edge();
                }
            }
        }
        return new Triggered(total, edge);
    }
}
