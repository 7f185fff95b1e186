package io.roost.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.roost.config.LogFormat;
import io.roost.config.LogLevel;
import io.roost.config.RoostConfig;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * Sets logging up without reading XML, which takes Logback longer than all else that a start does: lines
 * to standard error, as text until the configuration says otherwise. A file that is named by
 * {@code -Dlogback.configurationFile} rules instead; {@code config/logback.xml} is one to start from.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final String FILE_PROPERTY = "logback.configurationFile";
    private static final RoostConfig.Logging AT_FIRST = new RoostConfig.Logging(LogFormat.TEXT, LogLevel.INFO);

    /** Called by Logback when the first logger is made. */
    @Override
    public ExecutionStatus configure(LoggerContext loggers) {
        if (System.getProperty(FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        apply(loggers, AT_FIRST);
        loggers.getLogger("io.netty").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Makes the configured format and level hold. */
    public static void apply(RoostConfig.Logging logging) {
        System.setProperty("roost.log.format", logging.format().name().toLowerCase(Locale.ROOT));
        System.setProperty("roost.log.level", logging.level().name());
        if (!logging.equals(AT_FIRST)) {
            change(logging);
        }
    }

    /** As {@link #apply}, when others held before. */
    public static void change(RoostConfig.Logging logging) {
        if (System.getProperty(FILE_PROPERTY) == null) {
            apply((LoggerContext) LoggerFactory.getILoggerFactory(), logging);
        }
    }

    private static void apply(LoggerContext loggers, RoostConfig.Logging logging) {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(loggers);
        appender.setTarget("System.err");
        appender.setEncoder(logging.format() == LogFormat.JSON ? json(loggers) : text(loggers));
        appender.start();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(appender);
        root.setLevel(Level.toLevel(logging.level().name()));
    }

    private static Encoder<ILoggingEvent> text(LoggerContext loggers) {
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        LineLayout layout = new LineLayout();
        layout.setContext(loggers);
        layout.start();
        encoder.setContext(loggers);
        encoder.setLayout(layout);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> json(LoggerContext loggers) {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setContext(loggers);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMDC(false);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.start();
        return encoder;
    }
}
