/** One poll from its claim to the sealed snapshot: what is written of a ranking. */
package io.rankwire.poll;
