package io.rankwire.document;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import java.util.List;
import java.util.MissingResourceException;

/** {@code say("key", values…)} in a template: the report's own words. */
final class Say {
    private Say() {}

    static TemplateMethodModelEx in(Words words) {
        return arguments -> {
            if (arguments.isEmpty()) {
                throw new TemplateModelException("say() needs the key of a text");
            }
            Object[] values =
                    ((List<?>) arguments).stream().skip(1).map(Say::plain).toArray();
            String key = plain(arguments.get(0)).toString();
            try {
                return words.say(key, values);
            } catch (MissingResourceException e) {
                throw new TemplateModelException("there is no text '" + key + "' for say()", e);
            }
        };
    }

    private static Object plain(Object argument) {
        try {
            if (argument instanceof TemplateNumberModel number) {
                return number.getAsNumber();
            }
            return argument instanceof TemplateScalarModel text ? text.getAsString() : String.valueOf(argument);
        } catch (TemplateModelException e) {
            throw new IllegalArgumentException("say() takes texts and numbers", e);
        }
    }
}
