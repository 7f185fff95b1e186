package io.roost.toxic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ToxicTextTest {
    @Test
    void parse_whenAllIsSaid_thenAllIsTaken() throws ToxicException {
        assertThat(ToxicText.parse("latency:latency=50,jitter=10,stream=upstream,name=far@0.2"))
                .isEqualTo(new NamedToxic("far", ToxicStream.UPSTREAM, 0.2, new Toxic.Latency(50, 10)));
    }

    @Test
    void parse_whenOnlyTheTypeIsSaid_thenTheDefaultsHold() throws ToxicException {
        assertThat(ToxicText.parse("never_read"))
                .isEqualTo(new NamedToxic("never_read_downstream", ToxicStream.DOWNSTREAM, 1, new Toxic.NeverRead()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "latencey:latency=1 | a type of toxic: one of latency, bandwidth, slow_close, timeout, reset_peer,"
                        + " slicer, limit_data, close_after, never_read, connect_delay, connect_refusal",
                "latency:latncy=1 | after latency: latency=, jitter=, stream= or name=, each once, with commas between them",
                "latency:latency=1,latency=2 | after latency: latency=, jitter=, stream= or name=, each once, with commas between them",
                "never_read:now=1 | after never_read: stream= or name=, each once, with commas between them",
                "latency:latency=fast | latency of 0 to 31622400000 milliseconds",
                "latency:latency=-1 | latency of 0 to 31622400000 milliseconds",
                "latency:latency=1@2 | a toxicity of 0 to 1",
                "latency@x | a toxicity of 0 to 1 after the @, such as @0.2",
                "latency:stream=sideways | a stream of upstream or downstream",
                "latency:name= | a name of up to 100 printing characters, no slash among them",
                "slicer | average_size of 1 to 1073741824 bytes",
                "slicer:average_size=5,size_variation=5 | size_variation of less than average_size",
                "'' | a type of toxic: one of latency, bandwidth, slow_close, timeout, reset_peer,"
                        + " slicer, limit_data, close_after, never_read, connect_delay, connect_refusal",
            })
    void parse_whenItIsNoToxic_thenWhatWasExpected(String text, String expected) {
        assertThatExceptionOfType(ToxicException.class)
                .isThrownBy(() -> ToxicText.parse(text))
                .withMessage(expected);
    }

    @Property(tries = 300)
    void text_whenWrittenAndParsed_thenTheSameToxic(
            @ForAll ToxicType type,
            @ForAll ToxicStream stream,
            @ForAll @LongRange(min = 1, max = 100) long first,
            @ForAll @LongRange(max = 1_000) long second,
            @ForAll @DoubleRange(max = 1) double share)
            throws ToxicException {
        Map<String, Long> values = new LinkedHashMap<>();
        type.attributes().forEach(attribute -> values.put(attribute.name(), values.isEmpty() ? first + 1_000 : second));
        double toxicity = Math.rint(share * 1e9) / 1e9;
        NamedToxic toxic = new NamedToxic("a.b-c_" + first, stream, toxicity, type.make(values));

        assertThat(ToxicText.parse(ToxicText.write(toxic))).isEqualTo(toxic);
    }
}
