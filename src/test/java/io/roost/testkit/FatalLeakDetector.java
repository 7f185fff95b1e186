package io.roost.testkit;

import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakTracker;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps every report of a leak for {@link LeakGuard}, which makes it a failure, where Netty only logs it.
 * Netty makes one per kind of resource, as {@code -Dio.netty.customResourceLeakDetector} tells it.
 *
 * <p><b>Threading:</b> any thread.
 */
public final class FatalLeakDetector<T> extends ResourceLeakDetector<T> {
    private static final List<FatalLeakDetector<?>> DETECTORS = new CopyOnWriteArrayList<>();
    private static final Queue<String> REPORTS = new ConcurrentLinkedQueue<>();
    private static final AtomicLong TRACKED = new AtomicLong();

    /** The constructor that Netty calls. */
    public FatalLeakDetector(Class<?> resourceType, int samplingInterval) {
        super(resourceType, samplingInterval);
        DETECTORS.add(this);
    }

    /** Netty logs an error when this older form is missing. */
    public FatalLeakDetector(Class<?> resourceType, int samplingInterval, long maxActive) {
        this(resourceType, samplingInterval);
    }

    /** How many resources have been tracked so far, probes not counted. */
    static long tracked() {
        return TRACKED.get();
    }

    /** Makes every detector look at what the garbage collector has found; returns and forgets the reports. */
    static List<String> takeReports() {
        DETECTORS.forEach(FatalLeakDetector::probe);
        List<String> taken = new ArrayList<>();
        for (String report = REPORTS.poll(); report != null; report = REPORTS.poll()) {
            taken.add(report);
        }
        return taken;
    }

    /** A detector looks for leaks only when it's given something new to track. */
    private void probe() {
        @SuppressWarnings("unchecked") // the tracker never looks at what it tracks
        T resource = (T) new Object();
        ResourceLeakTracker<T> tracker = trackForcibly(resource);
        TRACKED.decrementAndGet();
        tracker.close(resource);
    }

    /** Called once for each resource that is tracked. */
    @Override
    protected Object getInitialHint(String resourceType) {
        TRACKED.incrementAndGet();
        return LeakGuard.currentClass();
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String resourceType, String records) {
        REPORTS.add(resourceType + " was not released before it was garbage." + records);
    }

    @Override
    protected void reportUntracedLeak(String resourceType) {
        REPORTS.add(resourceType + " was not released before it was garbage; nothing more is known.");
    }
}
