package io.rankwire.source.endpoint;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a vendor's refusal means, as a kamelet says it. */
public enum FaultWord {
    @JsonProperty("not-published")
    NOT_PUBLISHED,
    @JsonProperty("too-fast")
    TOO_FAST,
    @JsonProperty("credits")
    CREDITS,
    @JsonProperty("access")
    ACCESS,
    @JsonProperty("parameter")
    PARAMETER,
    @JsonProperty("passing")
    PASSING
}
