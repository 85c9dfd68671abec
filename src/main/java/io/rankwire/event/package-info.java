/** What happens in the process, for those that observe it. */
@NullMarked
package io.rankwire.event;

import org.jspecify.annotations.NullMarked;
