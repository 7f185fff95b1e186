package io.roost.load;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What went wrong, counted by cause. Any thread. */
public final class Failures {
    public static final String CONNECT = "connect";
    public static final String LOST = "lost";
    public static final String ANSWER = "answer";

    private record Cause(String event, String code, String text, String advice) {}

    private final Map<Cause, LongAdder> counts = new ConcurrentHashMap<>();

    private void count(String event, Errno errno) {
        count(event, errno.name(), errno.text(), errno.advice());
    }

    /** By what the kernel says. */
    public void count(String event, Throwable failure) {
        Errno errno = Errno.of(failure);
        if (errno == null) {
            count(event, failure.getClass().getSimpleName(), String.valueOf(failure.getMessage()), "");
        } else {
            count(event, errno);
        }
    }

    /** Once. */
    public void count(String event, String code, String text, String advice) {
        count(event, code, text, advice, 1);
    }

    void count(String event, String code, String text, String advice, long times) {
        counts.computeIfAbsent(new Cause(event, code, text, advice), cause -> new LongAdder())
                .add(times);
    }

    List<LoadResult.Failure> all() {
        return counts.entrySet().stream()
                .map(entry -> new LoadResult.Failure(
                        entry.getKey().event(),
                        entry.getKey().code(),
                        entry.getKey().text(),
                        entry.getValue().sum(),
                        entry.getKey().advice()))
                .sorted(Comparator.comparingLong(LoadResult.Failure::count)
                        .reversed()
                        .thenComparing(LoadResult.Failure::code))
                .toList();
    }
}
