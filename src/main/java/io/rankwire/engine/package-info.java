/** Camel with everything in it, over one home. */
package io.rankwire.engine;
