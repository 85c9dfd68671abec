package io.rankwire.source;

import java.util.Map;
import org.apache.commons.text.translate.AggregateTranslator;
import org.apache.commons.text.translate.CharSequenceTranslator;
import org.apache.commons.text.translate.EntityArrays;
import org.apache.commons.text.translate.LookupTranslator;
import org.apache.commons.text.translate.NumericEntityUnescaper;

/** Titles that a vendor took from a web page as they stood there, with an ampersand as an entity. */
public final class HtmlText {
    private static final CharSequenceTranslator ENTITIES = new AggregateTranslator(
            new LookupTranslator(EntityArrays.BASIC_UNESCAPE),
            new LookupTranslator(EntityArrays.ISO8859_1_UNESCAPE),
            new LookupTranslator(EntityArrays.HTML40_EXTENDED_UNESCAPE),
            new LookupTranslator(Map.of("&apos;", "'")),
            new NumericEntityUnescaper());

    private HtmlText() {}

    /** The text with its entities decoded, once: what is an entity only then stays one. */
    public static String decode(String text) {
        int start = text.indexOf('&');
        if (start < 0 || text.indexOf(';', start) < 0) {
            return text;
        }
        try {
            return ENTITIES.translate(text);
        } catch (IllegalArgumentException e) {
            // The number of no character, &#1114112;: then it is left as it stands.
            return text;
        }
    }
}
