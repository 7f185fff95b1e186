package io.roost.server;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.roost.config.Bind;
import io.roost.config.ListenerNames;
import io.roost.config.RoostConfig;
import io.roost.config.RoostConfig.Over;
import io.roost.config.Service;
import io.roost.connection.Lanes;
import io.roost.connection.Terms;
import io.roost.fault.Draws;
import io.roost.fault.ListenerToxics;
import io.roost.fault.api.Proxies;
import io.roost.fault.api.Target;
import io.roost.toxic.ToxicException;
import io.roost.transport.BindException;
import io.roost.transport.ListenerBinder;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;

/**
 * All listeners, of the configuration and those that are made later.
 *
 * <p><b>Threading:</b> the main thread until all are bound, then any, one at a time.
 */
final class Listeners implements Target.Maker {
    /** What can be made while the server runs: what is there to be tested against. */
    private static final Set<Service> MAKEABLE =
            EnumSet.of(Service.ECHO, Service.DISCARD, Service.CHARGEN, Service.HTTP);

    /** By which a listener is bound, whose clients may talk or not. */
    interface Binders {
        ListenerBinder of(RoostConfig.Listener listener);
    }

    private final Lanes lanes;
    private final Draws draws;
    private final List<Channel> listening;
    private final BooleanSupplier isEnding;

    /** Those that were made and deleted are forgotten. */
    private final Set<ServedListener> all = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final Proxies proxies;

    @SuppressWarnings("NullAway.Init") // set before any is made
    private Parts parts;

    /** What a listener is made of. */
    record Parts(RoostConfig config, Binders binders, ListenerPipelines pipelines, Doors doors) {}

    /** None yet. Their channels are in {@code listening}; nothing is bound any more while {@code isEnding}. */
    Listeners(Lanes lanes, Draws draws, List<Channel> listening, BooleanSupplier isEnding) {
        this.lanes = lanes;
        this.draws = draws;
        this.listening = listening;
        this.isEnding = isEnding;
        this.proxies = new Proxies(this, draws);
    }

    /** Binds those of the configuration, each at once under a name of its own. */
    void bind(Parts of, Opened opened) throws BindException {
        parts = of;
        List<RoostConfig.Listener> configured = of.config().listeners();
        List<String> names = ListenerNames.of(configured);
        for (int i = 0; i < names.size(); i++) {
            ServedListener listener = made(configured.get(i));
            proxies.begin(
                    names.get(i),
                    new ListenerTarget(listener, isEnding),
                    configured.get(i).behaviour().toxics());
            opened.at(ListenerNames.service(configured.get(i)), listener.open());
        }
    }

    /** Is told what has been bound. */
    interface Opened {
        void at(String service, InetSocketAddress address);
    }

    /** Times are others for those that come from now on. */
    void reload(RoostConfig next) {
        synchronized (all) {
            for (ServedListener listener : all) {
                listener.terms().putAll(lanes.terms(ListenerTimes.ofService(next, listener.config())));
                listener.toxics().termsChanged();
            }
        }
    }

    Proxies proxies() {
        return proxies;
    }

    @Override
    public Target make(String service, String address) throws ToxicException {
        for (Service each : MAKEABLE) {
            if (each.text().equals(service)) {
                return new ListenerTarget(
                        made(new RoostConfig.Listener(
                                each, ListenerTarget.bind(address), Over.TCP, Duration.ZERO, Duration.ZERO)),
                        isEnding);
            }
        }
        throw new ToxicException("a service of Roost for upstream: one of "
                + String.join(", ", MAKEABLE.stream().map(Service::text).toList())
                + ", since Roost serves and does not forward");
    }

    private ServedListener made(RoostConfig.Listener config) {
        Map<EventLoop, Terms> terms = lanes.terms(ListenerTimes.ofService(parts.config(), config));
        ListenerToxics toxics = new ListenerToxics(lanes, draws, System::nanoTime);
        ChannelInitializer<Channel> pipeline = parts.pipelines().of(config, terms, toxics);
        ServedListener.Binding binding = (Bind bind) -> parts.binders()
                .of(config)
                .bind(bind, pipeline, parts.doors().of(config), RefusalTexts.ofListener(config)::of);
        ServedListener listener = new ServedListener(config, terms, toxics, binding, listening);
        all.add(listener);
        return listener;
    }
}
