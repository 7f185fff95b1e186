package io.roost.testkit;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class that has lost a buffer. Registered for every class; one that has tracked nothing
 * costs nothing, another two garbage collections.
 *
 * <p><b>Threading:</b> the thread of the tests.
 */
public final class LeakGuard implements BeforeAllCallback, AfterAllCallback {
    private static final long GARBAGE_WAIT_MS = 1_000;

    private static volatile String currentClass = "no test class";
    private static long trackedBefore;

    @Override
    public void beforeAll(ExtensionContext context) {
        currentClass = context.getRequiredTestClass().getName();
    }

    @Override
    public void afterAll(ExtensionContext context) throws InterruptedException {
        List<String> leaks = findLeaks();
        if (!leaks.isEmpty()) {
            throw new AssertionError(leaks.size() + " leaked:\n" + String.join("\n", leaks));
        }
    }

    /** Returns and forgets what has leaked since the last call. */
    static List<String> findLeaks() throws InterruptedException {
        long tracked = FatalLeakDetector.tracked();
        if (tracked == trackedBefore) {
            return FatalLeakDetector.takeReports();
        }
        trackedBefore = tracked;
        // The JVM hands references over one collection after the other: the second marker follows all of the first's.
        collectGarbage();
        collectGarbage();
        return FatalLeakDetector.takeReports();
    }

    static String currentClass() {
        return currentClass;
    }

    private static void collectGarbage() throws InterruptedException {
        ReferenceQueue<Object> garbage = new ReferenceQueue<>();
        Reference<Object> marker = new WeakReference<>(new Object(), garbage);
        System.gc();
        Reference<?> found = garbage.remove(GARBAGE_WAIT_MS);
        if (found != marker) {
            throw new IllegalStateException("the garbage collector does not find garbage");
        }
    }
}
