/** What is worth telling of a ranking, in figures and words. */
package io.rankwire.document.highlight;
