package io.rankwire.document.format;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How many decimals amounts of a currency are written with, by CLDR 48 (supplemental data, currency fractions). Java's own
 * table is that of ISO 4217, which has two for amounts that people write without, such as those in Indonesian rupiah.
 */
public final class CurrencyDigits {
    private static final int USUAL = 2;

    private static final Map<String, Integer> OTHER = new HashMap<>();

    static {
        put(
                0,
                "ADP AFN ALL BIF BYR CLP COP DJF ESP GNF HUF IDR IQD IRR ISK ITL JPY KMF KPW KRW LAK LBP LUF MGA MGF MMK");
        put(0, "MRO PKR PYG RWF SLL SOS STD SYP TMM TRL UGX UYI VND VUV XAF XOF XPF YER ZMK ZWD");
        put(3, "BHD JOD KWD LYD OMR TND");
        put(4, "CLF UYW");
    }

    private CurrencyDigits() {}

    private static void put(int digits, String codes) {
        Arrays.stream(codes.split(" ")).forEach(code -> OTHER.put(code, digits));
    }

    /** Two for a code that is not known. */
    public static int of(String code) {
        return OTHER.getOrDefault(code, USUAL);
    }
}
