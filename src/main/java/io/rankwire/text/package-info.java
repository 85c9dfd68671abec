/**
 * Text as operators write it and as people may be shown it: lists, durations, digests, nearest names, paths, one safe
 * line, secrets left out.
 */
@NullMarked
package io.rankwire.text;

import org.jspecify.annotations.NullMarked;
