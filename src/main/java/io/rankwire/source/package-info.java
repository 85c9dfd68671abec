/** A vendor's endpoint as its kamelet describes it, and the requests that are built from it. */
package io.rankwire.source;
