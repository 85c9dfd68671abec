/**
 * What the program costs, beside the shortest program that does the same work without what Rankwire adds. Figures are
 * CPU time of whole processes where they can be, runs of both sides alternate, and medians are compared, so that a busy
 * machine disturbs the ratios little.
 */
package io.rankwire.bench;
