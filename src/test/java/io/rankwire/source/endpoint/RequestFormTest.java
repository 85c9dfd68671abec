package io.rankwire.source.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.rankwire.text.KnownSecrets;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestFormTest {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private static final Map<String, Object> VALUES =
            Map.of("count", 7L, "price", new BigDecimal("0.0000001"), "open", true, "region", "US", "blank", "a b/c");

    private static <T> T read(Class<T> type, String json) throws JsonProcessingException {
        return JSON.readValue(json.replace('\'', '"'), type);
    }

    private static String body(String body) throws JsonProcessingException {
        RequestForm form = read(RequestForm.class, "{'method':'POST','path':'/x','body':" + body + "}");
        return JSON.writeValueAsString(form.body().fill(VALUES::get));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'a':'{count}'}                           | {'a':7}",
                "{'a':'{open}'}                            | {'a':true}",
                "{'a':'{price}'}                           | {'a':1E-7}",
                "{'a':'at {price}'}                        | {'a':'at 0.0000001'}",
                "{'a':'{count}~{region}'}                  | {'a':'7~US'}",
                "{'a':'{count}~{none}','b':1}              | {'b':1}",
                "{'a':{'b':'{none}'},'c':['{none}'],'d':5} | {'d':5}",
                "{'a':{},'b':[]}                           | {'a':{},'b':[]}",
                "{'a':['x','{region}',true,null]}          | {'a':['x','US',true]}",
                "{'a':'{}','b':'{ }','c':'{1}'}            | {'a':'{}','b':'{ }','c':'{1}'}",
                "['{region}']                              | ['US']"
            })
    void fillsBodies(String template, String filled) throws JsonProcessingException {
        assertThat(body(template)).isEqualTo(filled.replace('\'', '"'));
    }

    @Test
    void leavesBracesThatAreJsonInAText() throws JsonProcessingException {
        assertThat(body("{'a':'{\\\"market\\\": \\\"{region}\\\"}'}"))
                .isEqualTo("{\"a\":\"{\\\"market\\\": \\\"US\\\"}\"}");
    }

    @Test
    void changesValuesOfPathsAsTheyAreAskedTo() throws JsonProcessingException {
        RequestForm form = read(RequestForm.class, "{'method':'GET','path':'/v1/{blank}/{count}.json'}");

        assertThat(form.path().join(VALUES::get, value -> "<" + value + ">")).isEqualTo("/v1/<a b/c>/<7>.json");
        assertThat(form.path().written()).isEqualTo("/v1/{blank}/{count}.json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{}                                              | Authorization | Bearer of-token",
                "{'by':'header','name':'X-Key'}                  | X-Key         | of-token",
                "{'by':'header','name':'Authorization','prefix':'Token ','property':'apiKey'} | Authorization | Token of-apiKey",
                // RFC 7617, of-username:of-password
                "{'by':'basic'}                                  | Authorization | Basic b2YtdXNlcm5hbWU6b2YtcGFzc3dvcmQ="
            })
    void saysInAHeaderWhoAsks(String block, String name, String value) throws JsonProcessingException {
        Authentication.Credential credential =
                read(Authentication.class, block).credential(property -> "of-" + property);

        assertThat(credential.isHeader()).isTrue();
        assertThat(credential.name() + "|" + credential.value()).isEqualTo(name + "|" + value);
        assertThat(credential.in("/x?a=1")).isEqualTo("/x?a=1");
    }

    @Test
    void saysInTheQueryWhoAsks() throws JsonProcessingException {
        Authentication authentication = read(Authentication.class, "{'by':'query','name':'api key'}");
        Authentication.Credential credential = authentication.credential(property -> "a&b=c");

        assertThat(credential.isHeader()).isFalse();
        assertThat(credential.in("https://x/y")).isEqualTo("https://x/y?api%20key=a%26b%3Dc");
        assertThat(credential.in("https://x/y?z=1")).isEqualTo("https://x/y?z=1&api%20key=a%26b%3Dc");
        assertThat(authentication.shown("acme")).isEqualTo("api key={{acme.token}}");
    }

    @Test
    void masksALoginAsItIsSent() throws JsonProcessingException {
        read(Authentication.class, "{'by':'basic'}").credential(property -> "some-" + property);

        assertThat(KnownSecrets.masked("Basic c29tZS11c2VybmFtZTpzb21lLXBhc3N3b3Jk"))
                .isEqualTo("Basic " + KnownSecrets.MASK);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "7                  | 30 | 7      | 7",
                "500                | 30 | 500    | 500",
                "{'rows':500}       | 30 | 510    | 500",
                "{'pages':5}        | 30 | 150    | 150",
                "{'pageTimesSize':7}| 30 | 7      | 7"
            })
    void knowsHowDeepAVendorAnswers(String block, int size, int reach, int rows) throws JsonProcessingException {
        Cap cap = read(Cap.class, block);

        assertThat(cap.reach(size)).isEqualTo(reach);
        assertThat(cap.rows(size)).isEqualTo(rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sort=seen                | {}",
                "sort=viewed              | {category=category is needed with sort viewed}",
                "sort=viewed,category=4   | {}",
                "sort=sold,category=4     | {category=category is '4'; it must not be set with sort sold}",
                "kind=2,sort=seen,order=a | {order=order is 'a'; with kind 2 it must be one of b, c}",
                "kind=2,sort=seen,order=b | {}",
                "order=d,sort=seen        | {order=order is 'd'; without kind it must be a}",
                "kind=1,order=d,sort=seen | {}"
            })
    void tellsParametersThatDoNotGoTogether(String given, String broken) throws JsonProcessingException {
        Map<String, String> values = new TreeMap<>();
        for (String pair : given.split(",", -1)) {
            values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Map<String, String> all = new TreeMap<>();
        for (String rule : new String[] {
            "{'when':{'sort':'viewed'},'require':['category']}",
            "{'when':{'sort':['sold','bought']},'refuse':['category']}",
            "{'when':{'kind':2},'allow':{'order':['b','c']}}",
            "{'when':{'kind':'unset'},'allow':{'order':'a'}}"
        }) {
            all.putAll(read(ParameterRule.class, rule).broken(values));
        }

        assertThat(all).hasToString(broken);
    }
}
