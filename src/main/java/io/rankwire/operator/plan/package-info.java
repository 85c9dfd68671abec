/** What an operator's files will do, as far as it can be told from them: when feeds ask, what for, and what it costs. */
@NullMarked
package io.rankwire.operator.plan;

import org.jspecify.annotations.NullMarked;
