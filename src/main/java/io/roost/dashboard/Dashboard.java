package io.roost.dashboard;

import io.roost.metrics.ChatFigures;
import io.roost.metrics.Endpoint;
import io.roost.metrics.LoadFigures;
import io.roost.metrics.LoopSource;
import io.roost.metrics.ToxicFigures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Samples once a second, keeps what is plotted, and sends each sample to all who watch, encoded once.
 *
 * <p><b>Threading:</b> admin loop only, but for the constructor.
 */
public final class Dashboard implements Runnable {
    private final Sampler sampler;
    private final History history = new History();
    private final Watchers watchers = new Watchers(this::greeting);
    private @Nullable Sample latest;
    private byte @Nullable [] greeting;

    /**
     * A dashboard of these loops.
     *
     * @param limit connections at most
     * @param chat null when nothing here is a chat
     * @param toxics what listeners are spoilt by
     * @param nanoClock as {@link System#nanoTime}
     */
    public Dashboard(
            List<? extends LoopSource> bosses,
            List<? extends LoopSource> workers,
            int limit,
            @Nullable ChatFigures chat,
            LoadFigures load,
            ToxicFigures toxics,
            LongSupplier nanoClock) {
        this.sampler = new Sampler(bosses, workers, limit, chat, load, toxics, nanoClock);
    }

    /** Takes a sample. To be called once a second. */
    @Override
    public void run() {
        Sample sample = sampler.take();
        latest = sample;
        greeting = null;
        history.add(sample);
        watchers.tick();
        if (watchers.count() > 0) {
            watchers.publish(event("sample", stats()));
        }
    }

    /** Its pages by their paths; {@code plain} is the index for those who do not read HTML. */
    public Map<String, Endpoint> pages(Endpoint plain) {
        Map<String, Endpoint> pages = new TreeMap<>(PageFile.all());
        pages.put("/", new FrontPage(PageFile.INDEX, plain));
        pages.put("/events", watchers);
        pages.put("/stats", () -> new Endpoint.Page(200, "application/json", stats()));
        return pages;
    }

    /** The latest sample, or the first. */
    private byte[] stats() {
        if (latest == null) {
            latest = sampler.take();
        }
        Sample sample = latest;
        return SampleJson.bytes(json -> SampleJson.write(json, sample, watchers.count()));
    }

    /** What a new watcher gets first; the same for all of one second. */
    private byte[] greeting() {
        if (greeting == null) {
            byte[] past = event("history", SampleJson.bytes(history::write));
            byte[] now = event("sample", stats());
            byte[] both = new byte[past.length + now.length];
            System.arraycopy(past, 0, both, 0, past.length);
            System.arraycopy(now, 0, both, past.length, now.length);
            greeting = both;
        }
        return greeting;
    }

    private static byte[] event(String name, byte[] data) {
        byte[] head = ("event: " + name + "\ndata: ").getBytes(StandardCharsets.US_ASCII);
        byte[] event = new byte[head.length + data.length + 2];
        System.arraycopy(head, 0, event, 0, head.length);
        System.arraycopy(data, 0, event, head.length, data.length);
        event[event.length - 2] = '\n';
        event[event.length - 1] = '\n';
        return event;
    }
}
