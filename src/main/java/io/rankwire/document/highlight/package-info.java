/** What is worth telling of a ranking, in figures and words. */
@NullMarked
package io.rankwire.document.highlight;

import org.jspecify.annotations.NullMarked;
