package io.roost.inspect;

import io.roost.inspect.EpollReport.Instance;
import io.roost.inspect.EpollReport.KindCount;
import io.roost.inspect.EpollReport.MaskCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts the registrations of one epoll instance by mask and by kind, without an object per registration. */
final class InstanceTally {
    private final Map<DescriptorKind, KindTally> kinds = new EnumMap<>(DescriptorKind.class);
    private final List<String> listening = new ArrayList<>();

    /** Distinct masks are few, and the last one found is the next one wanted. */
    private int[] masks = new int[8];

    private long[] countByMask = new long[masks.length];
    private int distinctMasks;
    private int lastMask;

    private long registrations;
    private long edge;
    private long oneShot;

    void add(int mask, DescriptorKind kind) {
        int edgeTriggered = EpollEvents.isEdgeTriggered(mask) ? 1 : 0;
        registrations++;
        edge += edgeTriggered;
        oneShot += EpollEvents.isOneShot(mask) ? 1 : 0;
        KindTally tally = kinds.computeIfAbsent(kind, unseen -> new KindTally());
        tally.count++;
        tally.edge += edgeTriggered;
        countByMask[indexOf(mask)]++;
    }

    void addListening(String address) {
        listening.add(address);
    }

    long registrations() {
        return registrations;
    }

    Instance toInstance(int fd) {
        return new Instance(
                fd,
                registrations,
                edge,
                oneShot,
                maskCounts(),
                kindCounts(),
                listening.stream().sorted().toList());
    }

    private int indexOf(int mask) {
        if (distinctMasks > 0 && masks[lastMask] == mask) {
            return lastMask;
        }
        lastMask = 0;
        while (lastMask < distinctMasks && masks[lastMask] != mask) {
            lastMask++;
        }
        if (lastMask == distinctMasks) {
            addMask(mask);
        }
        return lastMask;
    }

    private void addMask(int mask) {
        if (distinctMasks == masks.length) {
            masks = Arrays.copyOf(masks, masks.length * 2);
            countByMask = Arrays.copyOf(countByMask, masks.length);
        }
        masks[distinctMasks++] = mask;
    }

    private List<MaskCount> maskCounts() {
        List<MaskCount> counts = new ArrayList<>();
        for (int i = 0; i < distinctMasks; i++) {
            counts.add(new MaskCount(masks[i], countByMask[i]));
        }
        counts.sort(Comparator.comparingLong(MaskCount::count).reversed());
        return List.copyOf(counts);
    }

    private List<KindCount> kindCounts() {
        List<KindCount> counts = new ArrayList<>();
        kinds.forEach((kind, tally) -> counts.add(new KindCount(kind, tally.count, tally.edge)));
        return List.copyOf(counts);
    }

    private static final class KindTally {
        private long count;
        private long edge;
    }
}
