package io.rankwire.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log event as one line of JSON: time, level, logger, the message as people read it, and beside it, as fields of their
 * own, what the message names as {@code key=value}. Keys are taken from the program's text only, so that nothing that a
 * vendor or a partner said can pass for one.
 */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A place for an argument, with a key before it or without; or a key with a word of the program. */
    private static final Pattern NAMED =
            Pattern.compile("(?:(?<key>\\w+)=)?(?<place>\\{})|(?<name>\\w+)=(?<word>[\\w-]+)");

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", event.getInstant().toString());
        line.put("level", event.getLevel().toString());
        line.put("logger", event.getLoggerName());
        line.put("message", event.getFormattedMessage());
        named(event).forEach(line::putIfAbsent);
        event.getMDCPropertyMap().forEach(line::putIfAbsent);
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> line.putIfAbsent(pair.key, value(pair.value)));
        }
        if (event.getThrowableProxy() != null) {
            line.put("exception", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        try {
            return (JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers can always be written", e);
        }
    }

    private static Map<String, Object> named(ILoggingEvent event) {
        Map<String, Object> named = new LinkedHashMap<>();
        Object[] arguments = event.getArgumentArray() == null ? new Object[0] : event.getArgumentArray();
        Matcher matcher = NAMED.matcher(event.getMessage() == null ? "" : event.getMessage());
        int place = 0;
        while (matcher.find()) {
            if (matcher.group("place") == null) {
                named.put(matcher.group("name"), matcher.group("word"));
            } else {
                if (matcher.group("key") != null && place < arguments.length) {
                    named.put(matcher.group("key"), value(arguments[place]));
                }
                place++;
            }
        }
        return named;
    }

    private static Object value(Object argument) {
        return argument instanceof Number || argument instanceof Boolean ? argument : String.valueOf(argument);
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
