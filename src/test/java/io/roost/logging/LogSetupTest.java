package io.roost.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.File;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code config/logback.xml}, which people copy, does what {@link LogSetup}, which runs, does. */
final class LogSetupTest {
    private final LoggerContext ofCode = new LoggerContext();
    private final LoggerContext ofFile = new LoggerContext();

    @AfterEach
    void stopLogging() {
        ofCode.stop();
        ofFile.stop();
    }

    @Test
    void configure_whenTheFileIsLoadedInstead_thenTheSameLevelsAndTarget() throws JoranException {
        configure();

        assertThat(levels(ofFile)).isEqualTo(levels(ofCode)).containsExactly(Level.INFO, Level.WARN);
        assertThat(appender(ofFile).getTarget())
                .isEqualTo(appender(ofCode).getTarget())
                .isEqualTo("System.err");
    }

    @Test
    void configure_whenTheFileIsLoadedInstead_thenOneAppenderOnTheRootEach() throws JoranException {
        configure();

        assertThat(appenders(ofCode)).hasSize(1);
        assertThat(appenders(ofFile)).hasSize(1).allMatch(Appender::isStarted);
    }

    private void configure() throws JoranException {
        LogSetup code = new LogSetup();
        code.setContext(ofCode);
        assertThat(code.configure(ofCode)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        JoranConfigurator file = new JoranConfigurator();
        file.setContext(ofFile);
        file.doConfigure(new File("config/logback.xml"));
    }

    private static List<Level> levels(LoggerContext loggers) {
        return List.of(root(loggers).getLevel(), loggers.getLogger("io.netty").getEffectiveLevel());
    }

    private static ConsoleAppender<ILoggingEvent> appender(LoggerContext loggers) {
        return (ConsoleAppender<ILoggingEvent>) appenders(loggers).get(0);
    }

    private static List<Appender<ILoggingEvent>> appenders(LoggerContext loggers) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        Iterator<Appender<ILoggingEvent>> all = root(loggers).iteratorForAppenders();
        all.forEachRemaining(appenders::add);
        return appenders;
    }

    private static Logger root(LoggerContext loggers) {
        return loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    }
}
