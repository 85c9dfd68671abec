package io.rankwire.operator.check;

import io.rankwire.operator.routefile.Call;
import io.rankwire.operator.routefile.Text;

/**
 * A parameter that a step sets.
 *
 * @param text what is written
 * @param value what it stands for
 */
record Given(Call call, String name, Text text, String value) {}
