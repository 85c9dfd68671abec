package io.rankwire.document.report;

import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import io.rankwire.document.highlight.Words;
import java.util.MissingResourceException;

/** {@code say("key", values…)} in a template: the report's own words. */
final class Say {
    private Say() {}

    static TemplateMethodModelEx in(Words words) {
        return arguments -> {
            if (arguments.isEmpty()) {
                throw new TemplateModelException("say() needs the key of a text");
            }
            Object[] values = new Object[arguments.size() - 1];
            for (int i = 0; i < values.length; i++) {
                values[i] = plain(arguments.get(i + 1));
            }
            String key = plain(arguments.get(0)).toString();
            try {
                return words.say(key, values);
            } catch (MissingResourceException e) {
                throw new TemplateModelException("there is no text '" + key + "' for say()", e);
            }
        };
    }

    private static Object plain(Object argument) throws TemplateModelException {
        if (argument instanceof TemplateNumberModel number) {
            return number.getAsNumber();
        }
        if (argument instanceof TemplateScalarModel text) {
            return text.getAsString();
        }
        throw new TemplateModelException("say() takes texts and numbers alone");
    }
}
